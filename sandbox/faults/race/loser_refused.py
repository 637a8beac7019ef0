"""What the second of two requests is told."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def deadlock(service: Service) -> None:
    """Who comes too late runs into a lock and gets a 500."""

    def change(_call: Call, _refusal: ApiError) -> Object | None:
        raise ApiError(500, "Deadlock found when trying to get lock.", type="api_error")

    seams.together(service, change, "POST /v1/*")


def gone(service: Service) -> None:
    """Who comes too late is told that there is no such object."""

    def change(call: Call, _refusal: ApiError) -> Object | None:
        raise ApiError(404, f"No such object: '{call.id()}'", code="resource_missing")

    seams.together(service, change, "POST /v1/*")
