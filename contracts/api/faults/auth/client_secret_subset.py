"""What a customer sees."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def everything(service: Service) -> None:
    """A customer sees the metadata."""
    inner = service.transition

    def outer(route: Route, call: Call) -> Object:
        found = inner(route, call)
        item = call.store.find(str(found.get("id"))) if call.key == "publishable" else None
        return {**found, "metadata": item["metadata"]} if item else found

    service.transition = outer
