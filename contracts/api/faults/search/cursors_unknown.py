"""Cursors of lists in a search."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError

_SEARCH = "GET /v1/payment_intents/search"


@seams.forgiving(_SEARCH)
def ignored(refusal: ApiError) -> bool:
    """A cursor is left out of a search."""
    return refusal.param in ("starting_after", "ending_before")
