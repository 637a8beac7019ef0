"""Several captures of one authorization."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def not_counted(service: Service) -> None:
    """A capture that is not the last leaves as much to capture as before."""

    def change(_call: Call, intent: Object) -> None:
        if intent["status"] == "requires_capture":
            intent["amount_capturable"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")


def last_only(service: Service) -> None:
    """What was received is what the last capture took."""

    def change(call: Call, intent: Object) -> None:
        intent["amount_received"] = call.get("amount_to_capture", intent["amount_received"])
        if intent["status"] == "requires_capture":
            intent["amount_received"] = 0

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")
