"""Intents before their payment."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def capturable(_call: Call, intent: Object) -> None:
    """An intent can be captured before it is confirmed."""
    if intent["status"] in ("requires_payment_method", "requires_confirmation"):
        intent["amount_capturable"] = intent["amount"]
