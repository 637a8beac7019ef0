"""Texts that are too long."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A text that is too long counts as not sent."""
    return "must be at most" in refusal.message
