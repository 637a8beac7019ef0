"""What a charge says was captured."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def whole(service: Service) -> None:
    """The charge says that all of it was captured, whatever was."""

    def change(call: Call, intent: Object) -> None:
        charge = call.store.get("charge", intent["latest_charge"])
        charge["amount_captured"] = charge["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")
