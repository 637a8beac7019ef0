"""Sums of line items."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def not_checked(service: Service) -> None:
    """Nobody adds the line items up."""

    def change(call: Call) -> None:
        details = call.get("amount_details")
        if details:
            details["enforce_arithmetic_validation"] = False

    seams.beforehand(service, change, "POST /v1/payment_intents")
