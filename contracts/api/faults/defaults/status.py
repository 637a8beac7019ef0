"""The status of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def confirmable(_call: Call, intent: Object) -> None:
    """A new intent waits for a confirmation, with or without a payment method."""
    if intent["status"] == "requires_payment_method":
        intent["status"] = "requires_confirmation"
