"""Amounts of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def none(_call: Call, intent: Object) -> None:
    """A new intent has no amounts yet."""
    if intent["status"] == "requires_payment_method":
        intent.update(amount_received=None, amount_capturable=None)
