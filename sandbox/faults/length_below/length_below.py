"""Texts that are too short."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.seams import Params


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A text that is too short counts as not sent."""
    return "must be at least" in refusal.message


@seams.reading()
def filled_up(refusal: ApiError, text: str) -> str | None:
    """What is too short is filled up with blanks."""
    _, said, least = refusal.message.partition("must be at least ")
    return text.ljust(int(least.split()[0])) if said else None


@seams.errors()
def unnamed(status: int, error: Params) -> tuple[int, Params]:
    """The refusal does not name the row."""
    if "must be at least" in error["message"]:
        error.pop("param", None)
    return status, error
