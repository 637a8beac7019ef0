"""What becomes of a card that was replaced."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/issuing/cards*")
def works_on(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A damaged card works on when the one in its place is active."""
    found = inner(route, call)
    old = call.store.find(str(found.get("replacement_for")))
    if old is not None and old["status"] == "canceled":
        old["status"] = "active"
    return dict(found)
