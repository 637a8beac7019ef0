"""Several captures of one authorization."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/capture")
def not_counted(_call: Call, intent: Object) -> None:
    """A capture that is not the last leaves as much to capture as before."""
    if intent["status"] == "requires_capture":
        intent["amount_capturable"] = intent["amount"]


@seams.afterwards("POST /v1/payment_intents/*/capture")
def last_only(call: Call, intent: Object) -> None:
    """What was received is what the last capture took."""
    intent["amount_received"] = call.get("amount_to_capture", intent["amount_received"])
    if intent["status"] == "requires_capture":
        intent["amount_received"] = 0
