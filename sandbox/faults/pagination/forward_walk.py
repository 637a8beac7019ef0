"""Walks that end or repeat."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def last_repeated(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A page after an object begins with the object."""
    cursor = call.params.get("starting_after")
    found = dict(inner(route, call))
    own = call.store.find(cursor) if isinstance(cursor, str) else None
    if own is not None:
        found["data"] = [own, *found["data"]]
    return found


@seams.bodies("GET *")
def one_skipped(call: Call, body: Object) -> Object:
    """A page after an object leaves the next one out."""
    skip = "starting_after" in call.params and isinstance(body.get("data"), list)
    return {**body, "data": body["data"][1:]} if skip else body


@seams.bodies("GET *")
def later_pages_from_a_copy(call: Call, body: Object) -> Object:
    """An entry on a page behind a cursor shows another time of its making than on the first."""
    return each(body, _later) if "starting_after" in call.params else body


def _later(entry: Object) -> Object:
    return {**entry, "created": entry["created"] + 60} if "created" in entry else entry
