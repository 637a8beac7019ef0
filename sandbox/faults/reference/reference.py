"""Parameters that name nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.seams import Params


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """An id of nothing counts as not sent."""
    return refusal.situation == "unknown_reference"


@seams.errors()
def not_found(status: int, error: Params) -> tuple[int, Params]:
    """An id of nothing in a parameter is answered like one in the path."""
    return 404 if error.get("code") == "resource_missing" else status, error
