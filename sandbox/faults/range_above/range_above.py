"""Numbers that are too large."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A number that is too large counts as not sent."""
    return "less than or equal" in refusal.message
