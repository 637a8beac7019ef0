"""Deletions that take more with them, or something else."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


def _kind(route: Route) -> str:
    """Return the kind of object that an operation deletes, "" where it deletes nothing."""
    operation = route.operation
    return operation.returns if operation is not None and operation.kind == "delete" else ""


@seams.transition()
def newest_gone_too(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A deletion deletes the newest object as well."""
    found, kind = inner(route, call), _kind(route)
    newest = next(call.store.newest(kind), None) if kind else None
    if newest is not None and newest["id"] != call.id():
        call.store.remove(newest["id"])
    return found


@seams.transition()
def everything_gone(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A deletion deletes all objects of the kind."""
    found, kind = inner(route, call), _kind(route)
    for item in list(call.store.all(kind)) if kind else ():
        if item["id"] != call.id():
            call.store.remove(item["id"])
    return found


@seams.transition()
def next_one_cleared(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A deletion empties the texts of the object that was made before it."""
    kind = _kind(route)
    older = next(call.store.older(kind, call.id()), None) if kind and call.store.peek(
        kind, call.id()) else None  # fmt: skip
    found = inner(route, call)
    for name, value in list((older or {}).items()):
        if isinstance(value, str) and older and name not in ("id", "object"):
            older[name] = ""
    return found
