"""Cursors that name nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def taken_for_none(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A list with an unknown cursor starts from its beginning."""
    try:
        return dict(inner(route, call))
    except ApiError as refusal:
        if refusal.param not in ("starting_after", "ending_before"):
            raise
        call.params.pop(refusal.param)
        return dict(inner(route, call))


@seams.errors()
def not_found(status: int, error: Params) -> tuple[int, Params]:
    """An unknown cursor is answered like an unknown id in the path."""
    cursor = error.get("param") in ("starting_after", "ending_before")
    return 404 if cursor else status, error
