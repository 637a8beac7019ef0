"""Elements of another type."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """An element of another type counts as not sent."""
    return "Invalid" in refusal.message and "[" in (refusal.param or "")


@seams.reading()
def decimals_cut(refusal: ApiError, text: str) -> str | None:
    """What stands behind the point of an element is cut off."""
    whole, point, _ = text.partition(".")
    wrong = "Invalid integer" in refusal.message and "[" in (refusal.param or "")
    return whole if wrong and point and whole.isdecimal() else None
