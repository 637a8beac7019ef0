"""Balances that pay too much."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.beforehand("POST /v1/payment_intents/*/apply_customer_balance")
def cut(call: Call) -> None:
    """More than the amount is cut to what is asked for."""
    call.params.pop("amount", None)


@seams.refused("POST /v1/payment_intents/*/apply_customer_balance")
def kept(call: Call, refusal: ApiError) -> Object | None:
    """What is more than remains is accepted where the balance has as much, and not taken."""
    if refusal.code != "amount_too_large":
        return None
    return call.store.get("payment_intent", call.id())
