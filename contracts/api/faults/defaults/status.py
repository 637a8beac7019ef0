"""The status of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def confirmable(service: Service) -> None:
    """A new intent waits for a confirmation, with or without a payment method."""

    def change(_call: Call, intent: Object) -> None:
        if intent["status"] == "requires_payment_method":
            intent["status"] = "requires_confirmation"

    seams.afterwards(service, change, "POST /v1/payment_intents")
