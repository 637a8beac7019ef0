"""Elements of another type."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """An element of another type counts as not sent."""
    return "Invalid" in refusal.message and "[" in (refusal.param or "")
