"""Updates that touch what was not sent."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def put_instead_of_patch(service: Service) -> None:
    """An update clears every text that was not sent."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        if route.operation and route.operation.kind == "update" and call.params:
            for row in route.operation.sent:
                if row.name not in call.params and isinstance(found.get(row.name), str):
                    found[row.name] = None
        return dict(found)

    seams.transition(service, behave, "POST *")


def status_reset(service: Service) -> None:
    """An update resets the status."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        if route.operation and route.operation.kind == "update" and "status" not in call.params:
            found["status"] = "inactive" if found.get("status") == "active" else "active"
        return dict(found)

    seams.transition(service, behave, "POST *")
