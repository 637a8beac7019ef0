"""A payment method that comes with an update is not charged (PI-24)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._payment_intent import CARD, INTENTS, UNPAID

_WAITS = {"status": "requires_confirmation", **UNPAID}


def _updated() -> Iterator[Scene]:
    """An update never pays, whatever payment method it brings (PI-24)."""
    for kind in ("automatic", "manual"):
        yield Scene({**CARD, "capture_method": kind},
                    (("update", {"payment_method": "pm_card_visa"}),), (
            Rule(f"payment_method.not_charged.{kind}", "PI-24", _WAITS),
        ), deep=kind == "manual")  # fmt: skip
    yield Scene("requires_action", (("update", {"payment_method": "pm_card_visa"}),), (
        Rule("payment_method.not_charged.action", "PI-24", _WAITS),
    ))  # fmt: skip


LAWS = scene_laws(INTENTS, _updated)
