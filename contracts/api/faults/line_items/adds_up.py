"""Sums of line items."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("POST /v1/payment_intents")
def not_checked(call: Call) -> None:
    """Nobody adds the line items up."""
    details = call.get("amount_details")
    if details:
        details["enforce_arithmetic_validation"] = False
