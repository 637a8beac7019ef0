"""Updates that send nothing."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def metadata_lost(service: Service) -> None:
    """An empty update deletes the metadata."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        if route.operation and route.operation.kind == "update" and not call.params:
            found["metadata"] = {}
        return dict(found)

    seams.transition(service, behave, "POST *")
