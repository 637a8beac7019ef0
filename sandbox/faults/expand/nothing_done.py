"""When expansions are looked at."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def only_afterwards(service: Service) -> None:
    """What is asked for is done before its expansion is found to be none."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        asked, call.expand = call.expand, ()
        found: Object = inner(route, call)
        call.expand = asked
        return found

    seams.transition(service, behave, "POST *")
