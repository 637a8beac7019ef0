"""Balances that pay too much."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("POST /v1/payment_intents/*/apply_customer_balance")
def cut(call: Call) -> None:
    """More than the amount is cut to what is asked for."""
    call.params.pop("amount", None)
