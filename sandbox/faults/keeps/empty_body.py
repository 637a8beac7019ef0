"""Updates that send nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.decode import Raw
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def metadata_lost(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An empty update deletes the metadata."""
    found = inner(route, call)
    if route.operation and route.operation.kind == "update" and not call.params:
        found[call.metadata] = {}
    return dict(found)


@seams.validation("POST *")
def refused(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """An update of nothing is refused."""
    found = inner(route, sent)
    if route.operation and route.operation.kind == "update" and not found:
        raise ApiError(400, "There is nothing to update.")
    return found


@seams.beforehand("POST *")
def not_found(call: Call) -> None:
    """An update of nothing finds no object."""
    if call.operation and call.operation.kind == "update" and not call.params:
        raise ApiError(404, f"No such object: '{call.id()}'", code="resource_missing")
