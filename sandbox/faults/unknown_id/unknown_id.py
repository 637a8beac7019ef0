"""Ids of nothing in the path."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params
from sandbox.service import Reply


@seams.replies()
def bad_request(reply: Reply) -> Reply:
    """An id of nothing is answered with 400."""
    return seams.restated(reply, 404, 400)


@seams.errors()
def code_missing(status: int, error: Params) -> tuple[int, Params]:
    """The refusal has no code."""
    return status, {n: v for n, v in error.items() if status != 404 or n != "code"}


@seams.errors()
def parent_named(status: int, error: Params) -> tuple[int, Params]:
    """The refusal names a parameter that is not in the path."""
    wrong = status == 404 and error.get("param")
    return status, {**error, "param": "object"} if wrong else error
