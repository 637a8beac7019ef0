"""Deletions after which the object can be retrieved as if nothing had been done."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


def _deletes(route: Route) -> bool:
    return route.operation is not None and route.operation.kind == "delete"


@seams.transition()
def nothing_done(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A deletion is answered as if it were done, and is not."""
    if not _deletes(route) or route.operation is None:
        return inner(route, call)
    item = dict(call.store.get(route.operation.returns, call.id()))
    found = inner(route, call)
    call.store.insert(route.operation.returns, item)
    return found


@seams.beforehand()
def back_at_the_first_look(call: Call) -> None:
    """What was deleted last is there again once somebody looks for it."""
    operation = call.operation
    if operation is None or not call.ids:
        return
    kept = call.store.secrets["_deleted"]
    if operation.kind == "delete" and (item := call.store.find(call.id())):
        kept[call.id()] = dict(item)
    elif operation.kind == "retrieve" and call.id() in kept:
        call.store.insert(operation.returns, kept.pop(call.id()))


@seams.transition()
def an_empty_object_left(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A deletion empties the object and leaves it there, with nothing that tells."""
    if not _deletes(route) or route.operation is None:
        return inner(route, call)
    item = call.store.get(route.operation.returns, call.id())
    left = {"id": item["id"], "object": item.get("object"), "created": item.get("created")}
    found = inner(route, call)
    call.store.insert(route.operation.returns, left)
    return found
