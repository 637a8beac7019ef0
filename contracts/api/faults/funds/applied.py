"""Balances that pay."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/apply_customer_balance")
def not_received(_call: Call, intent: Object) -> None:
    """What a balance paid was not received."""
    intent["amount_received"] = 0
