"""Numbers that are too large."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A number that is too large counts as not sent."""
    return "less than or equal" in refusal.message


@seams.reading()
def largest_taken(refusal: ApiError, _text: str) -> str | None:
    """What is too large is the largest number there is."""
    return refusal.message.rpartition(" ")[2] if "less than or equal" in refusal.message else None


@seams.reading()
def overflowing(refusal: ApiError, text: str) -> str | None:
    """A number that no machine word holds comes out as a small one."""
    long = len(text) > 18 and text.isdecimal()
    return "7" if long and refusal.situation in ("integer", "maximum") else None
