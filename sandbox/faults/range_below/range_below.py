"""Numbers that are too small."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A number that is too small counts as not sent."""
    return "greater than or equal" in refusal.message


@seams.reading()
def signs_dropped(refusal: ApiError, text: str) -> str | None:
    """The sign of a negative number is dropped; zero is refused."""
    below = "greater than or equal" in refusal.message
    return text.removeprefix("-") if below and text.startswith("-") else None


@seams.reading()
def zero_taken(refusal: ApiError, text: str) -> str | None:
    """Zero is taken for the smallest number there is."""
    below = "greater than or equal" in refusal.message
    return refusal.message.rpartition(" ")[2] if below and text == "0" else None
