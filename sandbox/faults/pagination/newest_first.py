"""The order of lists."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def oldest_first(service: Service) -> None:
    """Lists start with the oldest object."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        if route.operation is None or route.operation.kind != "list":
            return dict(inner(route, call))
        limit, call.params["limit"] = call.params.get("limit", 10), 100
        found = dict(inner(route, call))
        return {**found, "data": found["data"][::-1][:limit]}

    seams.transition(service, behave, "GET *")
