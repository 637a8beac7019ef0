"""The order of lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def oldest_first(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Lists start with the oldest object."""
    if route.operation is None or route.operation.kind != "list":
        return dict(inner(route, call))
    limit, call.params["limit"] = call.params.get("limit", 10), 100
    found = dict(inner(route, call))
    return {**found, "data": found["data"][::-1][:limit]}
