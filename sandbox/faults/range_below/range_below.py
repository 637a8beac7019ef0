"""Numbers that are too small."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A number that is too small counts as not sent."""
    return "greater than or equal" in refusal.message
