"""The envelope of errors."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.store import Object


@seams.errors()
def without_type(status: int, error: Params) -> tuple[int, Params]:
    """The error has no type."""
    return status, {name: value for name, value in error.items() if name != "type"}


@seams.errors()
def other_type(status: int, error: Params) -> tuple[int, Params]:
    """The error has a type of another API."""
    return (status, {**error, "type": "validation_error"})


@seams.errors()
def speechless(status: int, error: Params) -> tuple[int, Params]:
    """The message of an error is empty."""
    return (status, {**error, "message": ""})


@seams.refusals()
def flat(_refusal: ApiError, status: int, body: Object) -> tuple[int, Object]:
    """The error stands at the top of the body."""
    return status, dict(body["error"])
