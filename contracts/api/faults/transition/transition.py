"""Moves between states."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def code_missing(status: int, error: Params) -> tuple[int, Params]:
    """The refusal of a move does not say that the state is the reason."""
    if error.get("code") == "payment_intent_unexpected_state":
        del error["code"]
    return status, error
