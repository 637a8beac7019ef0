"""Lists below an object that show what stands below others."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


def _every(call: Call) -> list[Object]:
    kind = call.operation.returns if call.operation else ""
    return list(call.store.newest(kind))


def _lists(route: Route, call: Call) -> bool:
    return route.operation is not None and route.operation.kind == "list" and bool(call.ids)


@seams.transition()
def all_of_the_kind(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The parent is not looked at: all objects of the kind are listed."""
    found = inner(route, call)
    return {**found, "data": _every(call)} if _lists(route, call) else found


@seams.transition()
def all_of_an_empty_one(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Below an object with nothing below it everything is listed."""
    found = inner(route, call)
    empty = _lists(route, call) and not found["data"]
    return {**found, "data": _every(call)} if empty else found


@seams.transition()
def newest_first_of_all(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The newest object of the kind stands at the head of every list."""
    found = inner(route, call)
    if not _lists(route, call):
        return found
    first = [one for one in _every(call)[:1] if one not in found["data"]]
    return {**found, "data": [*first, *found["data"]]}
