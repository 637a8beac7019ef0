"""Replacements that keep what was not sent."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


def _before(route: Route, call: Call) -> Object | None:
    """Return what is replaced, as it is before, or None where nothing is."""
    operation = route.operation
    found = call.store.find(call.id()) if operation and operation.kind == "replace" else None
    return dict(found) if found else None


def _kept(inner: seams.Behave, route: Route, call: Call, wanted: type[Any]) -> Object:
    before = _before(route, call)
    found = inner(route, call)
    for row in route.operation.sent if before and route.operation else ():
        if row.name not in call.params and isinstance((before or {}).get(row.name), wanted):
            found[row.name] = (before or {})[row.name]
    return found


@seams.transition()
def patch_instead_of_put(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A replacement changes what is sent and leaves all else, as an update does."""
    return _kept(inner, route, call, object)


@seams.transition()
def texts_kept(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A replacement keeps texts that are not sent."""
    return _kept(inner, route, call, str)


@seams.transition()
def numbers_kept(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A replacement keeps numbers, and what is true, that are not sent."""
    return _kept(inner, route, call, int)
