"""Pages before an object."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def from_the_top(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A page before an object starts at the top of the list."""
    cursor, limit = call.params.get("ending_before"), call.params.get("limit", 10)
    if not isinstance(cursor, str):
        return dict(inner(route, call))
    call.params["limit"] = 100
    found = dict(inner(route, call))
    return {**found, "data": found["data"][:limit], "has_more": len(found["data"]) > limit}


@seams.bodies("GET *")
def upside_down(call: Call, body: Object) -> Object:
    """A page before an object stands oldest first."""
    turn = "ending_before" in call.params
    return {**body, "data": body["data"][::-1]} if turn else body
