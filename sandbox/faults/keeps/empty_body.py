"""Updates that send nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def metadata_lost(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An empty update deletes the metadata."""
    found = inner(route, call)
    if route.operation and route.operation.kind == "update" and not call.params:
        found[call.metadata] = {}
    return dict(found)
