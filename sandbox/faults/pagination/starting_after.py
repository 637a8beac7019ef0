"""Pages after an object."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.service import Route
from sandbox.store import Object


@seams.parameters("GET *")
def ignored(params: Params) -> Params:
    """The cursor is ignored."""
    return {n: v for n, v in params.items() if n != "starting_after"}


@seams.transition("GET *")
def includes_the_cursor(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The page begins with the object that the cursor names."""
    cursor = call.params.get("starting_after")
    found = dict(inner(route, call))
    own = call.store.find(cursor) if isinstance(cursor, str) else None
    if own is not None:
        found["data"] = [own, *found["data"]][: max(1, len(found["data"]))]
    return found
