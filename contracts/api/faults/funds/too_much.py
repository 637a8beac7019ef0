"""Balances that pay too much."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def cut(service: Service) -> None:
    """More than the amount is cut to what is asked for."""

    def change(call: Call) -> None:
        call.params.pop("amount", None)

    seams.beforehand(service, change, "POST /v1/payment_intents/*/apply_customer_balance")
