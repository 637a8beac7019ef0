"""A new intent has taken nothing and waits for what it lacks (PI-06, PI-07)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import GIVEN, Rule, Scene, one_of

from ._payment_intent import INTENTS, NOTHING, PLAIN, VISA

COLUMN = "valid forms"
_UNSET = ("latest_charge", "canceled_at", "cancellation_reason", "last_payment_error",
          "next_action")  # fmt: skip


def _new() -> Iterator[Scene]:
    """A new intent has taken nothing and waits for what it lacks (PI-06, PI-07)."""
    yield Scene(PLAIN, (), (
        Rule("defaults.amounts", "PI-07", {"amount": 2000, **NOTHING}),
        Rule("defaults.nothing", "PI-07", dict.fromkeys(_UNSET)),
        Rule("defaults.metadata", "PI-07", {"metadata": {}}),
        Rule("defaults.methods", "PI-07", {
            "confirmation_method": "automatic",
            "capture_method": one_of("automatic_async", "automatic"),  # T-13
        }),
        Rule("defaults.status.without", "PI-06", {"status": "requires_payment_method",
                                         "payment_method": None}),
    ))  # fmt: skip
    yield Scene(VISA, (), (
        Rule("defaults.status.with", "PI-06", {"status": "requires_confirmation",
                                               "payment_method": GIVEN}),
    ))  # fmt: skip


LAWS = scene_laws(INTENTS, _new)
