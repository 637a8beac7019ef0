"""Lists that were copied from elsewhere."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def from_a_copy(_call: Call, body: Object) -> Object:
    """The entries of a list come from a copy in which the mode is wrong."""
    data = body.get("data")
    if not isinstance(data, list):
        return body
    return {**body, "data": [{**entry, "livemode": True} for entry in data]}
