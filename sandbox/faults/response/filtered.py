"""Filters that give way."""

from __future__ import annotations

import copy

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.filter._kept import PAGING, required
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def dropped_when_nothing_fits(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Where nothing fits the filters, all objects are listed."""
    found: Object = inner(route, call)
    if found.get("data") or not call.operation or call.operation.shape != "list":
        return found
    forgetful = copy.copy(call)
    kept = {*PAGING, *required(call)}
    forgetful.params = {name: value for name, value in call.params.items() if name in kept}
    return inner(route, forgetful)
