"""Amounts of a new intent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def none(service: Service) -> None:
    """A new intent has no amounts yet."""

    def change(_call: Call, intent: Object) -> None:
        if intent["status"] == "requires_payment_method":
            intent.update(amount_received=None, amount_capturable=None)

    seams.afterwards(service, change, "POST /v1/payment_intents")
