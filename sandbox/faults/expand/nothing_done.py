"""When expansions are looked at."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def only_afterwards(inner: seams.Behave, route: Route, call: Call) -> Object:
    """What is asked for is done before its expansion is found to be none."""
    asked, call.expand = call.expand, ()
    found: Object = inner(route, call)
    call.expand = asked
    return found
