"""What a charge says was captured."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/capture")
def whole(call: Call, intent: Object) -> None:
    """The charge says that all of it was captured, whatever was."""
    charge = call.store.get("charge", intent["latest_charge"])
    charge["amount_captured"] = charge["amount"]
