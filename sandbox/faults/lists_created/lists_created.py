"""Lists that lag behind."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def newest_missing(_call: Call, body: Object) -> Object:
    """The newest object is not listed yet."""
    return {**body, "data": body["data"][1:]} if isinstance(body.get("data"), list) else body
