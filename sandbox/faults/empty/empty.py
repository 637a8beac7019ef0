"""Empty texts where nothing can be cleared."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.seams import Params


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """An empty text counts as not sent."""
    return refusal.situation == "empty"


@seams.errors()
def without_code(status: int, error: Params) -> tuple[int, Params]:
    """The refusal does not say why."""
    if error.get("code") == "parameter_invalid_empty":
        del error["code"]
    return status, error


@seams.forgiving("GET *")
def ignored_in_queries(refusal: ApiError) -> bool:
    """An empty text in a query counts as not sent."""
    return refusal.situation == "empty"
