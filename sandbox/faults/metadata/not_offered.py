"""Metadata where it is not offered."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """Metadata that no table lists is ignored."""
    return (refusal.param or "").startswith("metadata")
