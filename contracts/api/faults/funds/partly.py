"""Balances that pay a part."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/apply_customer_balance")
def enough(_call: Call, intent: Object) -> None:
    """A part of the amount pays it."""
    intent["status"] = "succeeded"


@seams.afterwards("POST /v1/payment_intents/*/apply_customer_balance")
def not_counted(_call: Call, intent: Object) -> None:
    """What was paid is still asked for."""
    steps = (intent["next_action"] or {}).get("display_bank_transfer_instructions")
    if steps:
        steps["amount_remaining"] = intent["amount"]
