"""Moves that are accepted and must not be."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents/*/capture")
def second_capture(call: Call, refusal: ApiError) -> Object | None:
    """A second capture succeeds."""
    intent = call.store.get("payment_intent", call.id())
    paid = intent["status"] == "succeeded" and refusal.status == 400
    return intent if paid else None


@seams.refused("POST /v1/issuing/cards/*")
def back_from_canceled(call: Call, refusal: ApiError) -> Object | None:
    """A canceled card can be made active again."""
    card = call.store.get("issuing.card", call.id())
    if card["status"] != "canceled" or refusal.status != 400:
        return None
    card["status"] = call.params["status"]
    return card


@seams.errors("POST /v1/payment_intents/*")
def code_lost_after_cancel(status: int, error: Params) -> tuple[int, Params]:
    """Moves of an intent that was canceled are refused for no given reason."""
    if (error.get("payment_intent") or {}).get("status") == "canceled":
        del error["code"]
    return status, error


@seams.errors("POST /v1/payment_intents/*")
def stale_copy(status: int, error: Params) -> tuple[int, Params]:
    """A refused move of an intent carries the intent with another amount and without metadata."""
    intent = error.get("payment_intent")
    if status == 400 and isinstance(intent, dict):
        error["payment_intent"] = {**intent, "metadata": {}, "amount": intent["amount"] + 1}
    return status, error
