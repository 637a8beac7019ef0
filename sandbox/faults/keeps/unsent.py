"""Updates that touch what was not sent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def put_instead_of_patch(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An update clears every text that was not sent."""
    found = inner(route, call)
    if route.operation and route.operation.kind == "update" and call.params:
        for row in route.operation.sent:
            if row.name not in call.params and isinstance(found.get(row.name), str):
                found[row.name] = None
    return dict(found)
