"""Captures of more than is held."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def cut(service: Service) -> None:
    """More than is held is cut to what is held."""

    def change(call: Call) -> None:
        held = call.store.get("payment_intent", call.id())["amount_capturable"]
        amount = call.get("amount_to_capture")
        if amount is not None:
            call.params["amount_to_capture"] = min(amount, held)

    seams.beforehand(service, change, "POST /v1/payment_intents/*/capture")


def no_code(service: Service) -> None:
    """The refusal of too large a capture does not say so."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if error.get("code") == "amount_too_large":
            del error["code"]
        return status, error

    seams.errors(service, change, "POST /v1/payment_intents/*/capture")
