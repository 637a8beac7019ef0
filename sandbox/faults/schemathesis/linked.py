"""What was made and is not found."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import no_such
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def not_there_yet(inner: seams.Behave, route: Route, call: Call) -> Object:
    """What was made cannot be read in the same second."""
    found = inner(route, call)
    young = found.get("created") == call.now
    if young and route.operation and route.operation.kind == "retrieve":
        raise no_such("object", call.id())
    return dict(found)
