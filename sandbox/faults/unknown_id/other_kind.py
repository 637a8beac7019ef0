"""Ids of another kind in the path."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.service import Route
from sandbox.store import Object


@seams.transition()
def bad_request(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An id that starts as those of another kind do is refused with 400."""
    kinds = {resource.prefix for resource in call.contracts.resources if resource.prefix}
    own = call.contracts.resource(route.operation.resource).prefix if route.operation else ""
    for value in call.ids.values():
        if value.startswith(tuple(kinds - {own})):
            raise invalid("Invalid id")
    return dict(inner(route, call))
