"""What a capture makes."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def listed_twice(service: Service) -> None:
    """A capture is listed twice."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "data": [*body["data"][:1], *body["data"]]}

    seams.bodies(service, change, "GET /v1/issuing/transactions")
