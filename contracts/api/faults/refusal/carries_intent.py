"""Refusals for an intent's state."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def alone(status: int, error: Params) -> tuple[int, Params]:
    """A refusal for the state does not carry the intent."""
    if status == 400:
        error.pop("payment_intent", None)
    return status, error


@seams.errors()
def id_only(status: int, error: Params) -> tuple[int, Params]:
    """A refusal for the state carries the id of the intent."""
    if status == 400 and "payment_intent" in error:
        error["payment_intent"] = error["payment_intent"]["id"]
    return status, error


@seams.errors()
def as_it_began(status: int, error: Params) -> tuple[int, Params]:
    """A refusal for the state carries the intent without what became of it."""
    intent = error.get("payment_intent")
    if status == 400 and isinstance(intent, dict):
        error["payment_intent"] = {**intent, "latest_charge": None, "amount_received": 0}
    return status, error
