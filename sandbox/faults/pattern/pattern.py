"""Texts that have not their form."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.seams import Params

_SAID = "does not have its form"


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A text that has not its form counts as not sent."""
    return _SAID in refusal.message


@seams.errors()
def unnamed(status: int, error: Params) -> tuple[int, Params]:
    """The refusal does not name the row."""
    if _SAID in error["message"]:
        error.pop("param", None)
    return status, error


@seams.errors()
def a_breakdown(status: int, error: Params) -> tuple[int, Params]:
    """The refusal is told as if the server had broken down."""
    return (500, error) if _SAID in error["message"] else (status, error)
