"""The envelope of lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def bare_array(service: Service) -> None:
    """A list is a bare array."""

    inner = service.render

    def outer(call: Call, body: Object) -> Object:
        found = inner(call, body)
        return found["data"] if isinstance(found.get("data"), list) else found

    service.render = outer


def more_as_text(service: Service) -> None:
    """`has_more` is a text."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "has_more": str(body["has_more"])} if "has_more" in body else body

    seams.bodies(service, change, "GET *")


def counted(service: Service) -> None:
    """A list tells how many objects there are."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "total_count": 3} if body.get("object") == "list" else body

    seams.bodies(service, change, "GET *")


def leads_elsewhere(service: Service) -> None:
    """A list names an address that is not its own, so that a client's next page is another."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "url": "/v1/objects"} if body.get("object") == "list" else body

    seams.bodies(service, change, "GET *")
