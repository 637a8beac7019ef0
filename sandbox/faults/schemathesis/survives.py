"""What a schema makes, and no person writes."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refusals()
def bad_expansions_crash(refusal: ApiError, status: int, body: Object) -> tuple[int, Object]:
    """An expansion of nothing is a crash."""
    return 500 if "cannot be expanded" in refusal.message else status, body


@seams.refusals()
def bad_cursors_crash(refusal: ApiError, status: int, body: Object) -> tuple[int, Object]:
    """An id of nothing is a crash."""
    return 500 if "No such" in refusal.message else status, body


@seams.refusals()
def bad_values_crash(refusal: ApiError, status: int, body: Object) -> tuple[int, Object]:
    """A value of another type is a crash."""
    return 500 if "Invalid" in refusal.message else status, body
