"""Paths that lead nowhere."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params
from sandbox.service import Reply


@seams.errors()
def with_code(status: int, error: Params) -> tuple[int, Params]:
    """An unknown path has the code of an unknown object."""
    return status, {**error, "code": "resource_missing"} if status == 404 else error


@seams.replies()
def bad_request(reply: Reply) -> Reply:
    """An unknown path is a 400."""
    return seams.restated(reply, 404, 400)
