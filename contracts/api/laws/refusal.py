"""A refusal for the intent's state carries the whole intent (G-28)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from suites.scenes.laws import scene_laws
from suites.scenes.scene import AS_READ, OWN_ID, Form, Rule, Scene

from ._payment_intent import INTENTS, UNEXPECTED

COLUMN = "lifecycles"
_REFUSED: Mapping[str, Mapping[str, Form]] = {
    "requires_payment_method": {"confirm": {}, "capture": {}},
    "succeeded": {"confirm": {}, "capture": {}, "cancel": {}, "update": {"amount": 2500}},
    "canceled": {"confirm": {}, "capture": {}, "cancel": {}},
}


def _carried() -> Iterator[Scene]:
    """A refusal for the intent's state carries the whole intent (G-28)."""
    for status, moves in _REFUSED.items():
        for verb, form in moves.items():
            yield Scene(status, ((verb, form),), (
                Rule(f"refusal.carries_intent.{status}", "G-28", {
                    **UNEXPECTED, "status": status, "error.payment_intent.id": OWN_ID,
                    "error.payment_intent.object": "payment_intent",
                    "error.payment_intent.status": status,
                    "error.payment_intent.amount": 2000,
                    "error.payment_intent": AS_READ,
                }),
            ), deep=status == "canceled")  # fmt: skip


LAWS = scene_laws(INTENTS, _carried)
