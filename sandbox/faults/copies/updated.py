"""Updates that answer more than they keep."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def parts_not_kept(call: Call, body: Object) -> Object:
    """What an update says about metadata is gone when the object is retrieved."""
    if call.operation is None or call.operation.kind != "retrieve":
        return body
    return {**body, call.metadata: {}} if body.get(call.metadata) else body
