"""What the second of two requests is told."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.together("POST *")
def deadlock(_call: Call, _refusal: ApiError) -> Object | None:
    """Who comes too late runs into a lock and gets a 500."""
    raise ApiError(500, "Deadlock found when trying to get lock.", type="api_error")


@seams.together("POST *")
def gone(call: Call, _refusal: ApiError) -> Object | None:
    """Who comes too late is told that there is no such object."""
    raise ApiError(404, f"No such object: '{call.id()}'", code="resource_missing")
