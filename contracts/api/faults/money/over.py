"""Captures of more than is held."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params


@seams.beforehand("POST /v1/payment_intents/*/capture")
def cut(call: Call) -> None:
    """More than is held is cut to what is held."""
    held = call.store.get("payment_intent", call.id())["amount_capturable"]
    amount = call.get("amount_to_capture")
    if amount is not None:
        call.params["amount_to_capture"] = min(amount, held)


@seams.errors("POST /v1/payment_intents/*/capture")
def no_code(status: int, error: Params) -> tuple[int, Params]:
    """The refusal of too large a capture does not say so."""
    if error.get("code") == "amount_too_large":
        del error["code"]
    return status, error
