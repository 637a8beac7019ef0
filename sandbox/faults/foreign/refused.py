"""Rows of another operation's table."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError

_INVENTED = "assay_"


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """A parameter that another operation has is left out; one that is invented is refused."""
    unknown = refusal.situation in ("unknown", "unknown_nested")
    return unknown and _INVENTED not in (refusal.param or "")
