"""What a capture makes."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET /v1/issuing/transactions")
def listed_twice(_call: Call, body: Object) -> Object:
    """A capture is listed twice."""
    return {**body, "data": [*body["data"][:1], *body["data"]]}
