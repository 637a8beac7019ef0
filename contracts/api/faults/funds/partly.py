"""Balances that pay a part."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def enough(service: Service) -> None:
    """A part of the amount pays it."""

    def change(_call: Call, intent: Object) -> None:
        intent["status"] = "succeeded"

    seams.afterwards(service, change, "POST /v1/payment_intents/*/apply_customer_balance")


def not_counted(service: Service) -> None:
    """What was paid is still asked for."""

    def change(_call: Call, intent: Object) -> None:
        steps = (intent["next_action"] or {}).get("display_bank_transfer_instructions")
        if steps:
            steps["amount_remaining"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/apply_customer_balance")
