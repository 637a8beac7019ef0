"""Balances that pay."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def not_received(service: Service) -> None:
    """What a balance paid was not received."""

    def change(_call: Call, intent: Object) -> None:
        intent["amount_received"] = 0

    seams.afterwards(service, change, "POST /v1/payment_intents/*/apply_customer_balance")
