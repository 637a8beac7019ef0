"""Sums that go wrong on the way."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def first_amount_held(service: Service) -> None:
    """What is held is the amount that the intent began with, whatever it was changed to."""
    began: dict[str, int] = {}

    def change(_call: Call, intent: Object) -> None:
        began.setdefault(intent["id"], intent["amount"])
        if intent["status"] == "requires_capture":
            intent["amount_capturable"] = began[intent["id"]]

    seams.afterwards(service, change, "POST /v1/payment_intents*")


def rest_received(service: Service) -> None:
    """What a partial capture releases counts as received."""

    def change(_call: Call, intent: Object) -> None:
        intent["amount_received"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")


def held_by_update(service: Service) -> None:
    """A new amount is held before anything is confirmed."""

    def change(call: Call, intent: Object) -> None:
        if call.sent("amount"):
            intent["amount_capturable"] = call.params["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents/{intent}")
