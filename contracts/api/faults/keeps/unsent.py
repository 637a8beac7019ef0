"""Updates that touch what was not sent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def status_reset(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An update resets the status."""
    found = inner(route, call)
    if route.operation and route.operation.kind == "update" and "status" not in call.params:
        found["status"] = "inactive" if found.get("status") == "active" else "active"
    return dict(found)
