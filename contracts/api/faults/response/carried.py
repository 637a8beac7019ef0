"""Refusals for the state of an object, whatever was asked of it."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def id_only(status: int, error: Params) -> tuple[int, Params]:
    """The refusal carries the id of the intent."""
    if status == 400 and "payment_intent" in error:
        error["payment_intent"] = error["payment_intent"]["id"]
    return status, error


@seams.errors()
def another(status: int, error: Params) -> tuple[int, Params]:
    """The refusal carries another intent than the one in the path."""
    if status == 400 and "payment_intent" in error:
        error["payment_intent"] = {**error["payment_intent"], "id": "pi_another"}
    return status, error


@seams.errors()
def a_part(status: int, error: Params) -> tuple[int, Params]:
    """The refusal carries an intent that does not say how it is captured."""
    if status == 400 and "payment_intent" in error:
        found = error["payment_intent"]
        error["payment_intent"] = {n: v for n, v in found.items() if n != "capture_method"}
    return status, error
