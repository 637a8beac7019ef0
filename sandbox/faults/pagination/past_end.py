"""What lies behind the end of a list."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route
from sandbox.store import Object


@seams.bodies("GET *")
def refused(_call: Call, body: Object) -> Object:
    """A page behind the end is refused."""
    if body.get("data") == []:
        raise ApiError(404, "There is no such page.")
    return body


@seams.transition("GET *")
def starts_again(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A page behind the end is the first page again."""
    found = dict(inner(route, call))
    if found.get("data") == [] and call.params.pop("starting_after", None):
        return dict(inner(route, call))
    return found
