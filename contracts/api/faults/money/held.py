"""Payments that are held."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def received(service: Service) -> None:
    """What is only held counts as received."""

    def change(_call: Call, intent: Object) -> None:
        if intent.get("status") == "requires_capture":
            intent["amount_received"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents*")
