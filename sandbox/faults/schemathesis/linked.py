"""What was made and is not found."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import no_such
from sandbox.service import Route, Service
from sandbox.store import Object


def not_there_yet(service: Service) -> None:
    """What was made cannot be read in the same second."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        young = found.get("created") == call.now
        if young and route.operation and route.operation.kind == "retrieve":
            raise no_such("object", call.id())
        return dict(found)

    seams.transition(service, behave, "GET *")
