"""Sums that go wrong on the way."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


@seams.anew
def first_amount_held(_service: Service) -> seams.Install:
    """What is held is the amount that the intent began with, whatever it was changed to."""
    began: dict[str, int] = {}

    @seams.afterwards("POST /v1/payment_intents*")
    def change(_call: Call, intent: Object) -> None:
        began.setdefault(intent["id"], intent["amount"])
        if intent["status"] == "requires_capture":
            intent["amount_capturable"] = began[intent["id"]]

    return change


@seams.afterwards("POST /v1/payment_intents/*/capture")
def rest_received(_call: Call, intent: Object) -> None:
    """What a partial capture releases counts as received."""
    intent["amount_received"] = intent["amount"]


@seams.afterwards("POST /v1/payment_intents/{intent}")
def held_by_update(call: Call, intent: Object) -> None:
    """A new amount is held before anything is confirmed."""
    if call.sent("amount"):
        intent["amount_capturable"] = call.params["amount"]
