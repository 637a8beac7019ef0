"""Deletions that lists do not hear of."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Install
from sandbox.service import Route, Service
from sandbox.store import Object


@seams.anew
def listed_from_a_cache(_service: Service) -> Install:
    """A list shows what was deleted, for it comes from a cache."""
    known: dict[str, list[Object]] = {}

    @seams.transition()
    def install(inner: seams.Behave, route: Route, call: Call) -> Object:
        operation = route.operation
        if operation is not None and operation.kind == "delete":
            item = call.store.find(call.id())
            if item is not None:
                known.setdefault(operation.returns, []).insert(0, dict(item))
        found = inner(route, call)
        if operation is not None and operation.kind == "list" and known.get(operation.returns):
            found = {**found, "data": [*known[operation.returns], *found["data"]]}
        return found

    return install


@seams.anew
def the_last_one_listed(_service: Service) -> Install:
    """A list shows the object that was deleted last."""
    last: dict[str, Object] = {}

    @seams.transition()
    def install(inner: seams.Behave, route: Route, call: Call) -> Object:
        operation = route.operation
        if operation is not None and operation.kind == "delete":
            item = call.store.find(call.id())
            last.update({operation.returns: dict(item)} if item else {})
        found = inner(route, call)
        if operation is not None and operation.kind == "list" and operation.returns in last:
            found = {**found, "data": [*found["data"], last[operation.returns]]}
        return found

    return install


@seams.anew
def listed_as_a_stub(_service: Service) -> Install:
    """A list shows ids of what was deleted, without anything else."""
    gone: dict[str, list[Object]] = {}

    @seams.transition()
    def install(inner: seams.Behave, route: Route, call: Call) -> Object:
        operation = route.operation
        if operation is not None and operation.kind == "delete":
            item = call.store.find(call.id())
            if item is not None:
                names = ("id", "object", "created")
                left: Object = {name: item[name] for name in names if name in item}
                gone.setdefault(operation.returns, []).insert(0, left)
        found = inner(route, call)
        if operation is not None and operation.kind == "list" and gone.get(operation.returns):
            found = {**found, "data": [*gone[operation.returns], *found["data"]]}
        return found

    return install
