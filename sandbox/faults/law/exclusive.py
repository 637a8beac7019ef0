"""Cursors that are on their own pages."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def inclusive(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A page starts, or ends, with the object that its cursor names."""
    found = dict(inner(route, call))
    after, before = call.params.get("starting_after"), call.params.get("ending_before")
    own = call.store.find(after or before or "")
    if own is not None and isinstance(found.get("data"), list):
        found["data"] = [own, *found["data"]] if after else [*found["data"], own]
    return found
