"""A payment method that is attached pays for its own customer only (PI-31)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Level
from suites.scenes.laws import scene_laws
from suites.scenes.scene import Form, Rule, Scene

from ._payment_intent import CARD, INTENTS, REFUSED, refusal

_OTHERS: tuple[tuple[str, Form, Level], ...] = (
    ("another", {"customer": "@customer"}, "must"), ("nobody", {}, "should"),
)  # fmt: skip


def _attached() -> Iterator[Scene]:
    """A payment method that is attached pays for its own customer only (PI-31)."""
    held = {"payment_method": "@payment_method:attached"}
    own = {"customer": "@customer:holder"}
    for place, who, level in _OTHERS:
        yield refusal(f"owner.matches.{place}", "PI-31", level, {**CARD, **held, **who},
                      {**CARD, **held, **own})  # fmt: skip
        for verb in ("confirm", "update"):
            yield Scene({**CARD, **who}, ((verb, held),), (
                Rule(f"owner.matches.{place}", "PI-31",
                     {**REFUSED, "status": "requires_payment_method"}, level),
            ), twin=Scene({**CARD, **own}, ((verb, held),)), deep=not who)  # fmt: skip


LAWS = scene_laws(INTENTS, _attached)
