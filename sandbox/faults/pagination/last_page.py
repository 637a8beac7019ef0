"""What the last page says."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def more_when_full(call: Call, body: Object) -> Object:
    """A full page always says that there is more."""
    if not isinstance(body.get("data"), list):
        return body
    return {**body, "has_more": len(body["data"]) == call.params.get("limit", 10)}
