"""The reasons of declines."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors()
def no_decline_code(status: int, error: Params) -> tuple[int, Params]:
    """A decline has no decline code."""
    error.pop("decline_code", None)
    return status, error


@seams.errors()
def no_charge(status: int, error: Params) -> tuple[int, Params]:
    """A decline does not name its charge."""
    error.pop("charge", None)
    return status, error
