"""What a decline carries."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def no_intent(status: int, error: Params) -> tuple[int, Params]:
    """A decline does not carry the intent."""
    if status == 402:
        error.pop("payment_intent", None)
    return status, error


@seams.errors()
def blames_a_parameter(status: int, error: Params) -> tuple[int, Params]:
    """A decline names a parameter."""
    if status == 402:
        error["param"] = "payment_method"
    return status, error


@seams.errors()
def intent_of_before(status: int, error: Params) -> tuple[int, Params]:
    """A decline carries the intent in another currency and with another secret."""
    intent = error.get("payment_intent")
    if status == 402 and isinstance(intent, dict):
        error["payment_intent"] = {**intent, "currency": "eur", "client_secret": "old"}
    return status, error
