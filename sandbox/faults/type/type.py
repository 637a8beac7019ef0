"""Values of another type."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def integers_ignored(refusal: ApiError) -> bool:
    """What should be an integer and is none counts as not sent."""
    return refusal.message.startswith("Invalid integer")


@seams.forgiving()
def shapes_ignored(refusal: ApiError) -> bool:
    """A text in the place of an object counts as not sent."""
    return refusal.message.startswith(("Invalid object", "Invalid array"))


@seams.forgiving()
def booleans_ignored(refusal: ApiError) -> bool:
    """What is neither true nor false counts as not sent."""
    return refusal.message.startswith("Invalid boolean")
