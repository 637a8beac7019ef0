"""Parameters that no table lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """What is not known is ignored."""
    return refusal.situation in ("unknown", "unknown_nested")
