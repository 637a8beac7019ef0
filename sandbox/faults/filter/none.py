"""Filters that nothing fits."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.faults.filter._kept import PAGING, required
from sandbox.service import Route
from sandbox.store import Object


@seams.afterwards("GET *")
def missing(_call: Call, found: Object) -> None:
    """A list that a filter leaves empty is a 404."""
    if found.get("data") == []:
        raise ApiError(404, "Nothing found.", code="resource_missing")


@seams.transition("GET *")
def everything_instead(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A filter that nothing fits is dropped."""
    found = inner(route, call)
    if found.get("data") == []:
        kept = {*PAGING, *required(call)}
        call.params = {n: v for n, v in call.params.items() if n in kept}
        found = inner(route, call)
    return dict(found)
