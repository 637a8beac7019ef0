"""Intents before their payment."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def capturable(service: Service) -> None:
    """An intent can be captured before it is confirmed."""

    def change(_call: Call, intent: Object) -> None:
        if intent["status"] in ("requires_payment_method", "requires_confirmation"):
            intent["amount_capturable"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents")
