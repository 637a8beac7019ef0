"""Values that no table lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.seams import Params


@seams.forgiving()
def ignored(refusal: ApiError) -> bool:
    """An unknown value counts as not sent."""
    return "must be one of" in refusal.message


@seams.errors()
def with_code(status: int, error: Params) -> tuple[int, Params]:
    """The refusal has a code that the API does not have."""
    if "must be one of" in error["message"]:
        error["code"] = "parameter_invalid_enum"
    return status, error
