"""Payments that are taken at once."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def not_counted(service: Service) -> None:
    """A payment that succeeded says that nothing was received."""

    def change(_call: Call, intent: Object) -> None:
        if intent.get("status") == "succeeded":
            intent["amount_received"] = 0

    seams.afterwards(service, change, "POST /v1/payment_intents*")


def still_capturable(service: Service) -> None:
    """What was received can be captured as well."""

    def change(_call: Call, intent: Object) -> None:
        if intent.get("status") == "succeeded":
            intent["amount_capturable"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents*")
