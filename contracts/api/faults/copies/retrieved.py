"""Parts of an object that only its creation showed."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_PARTS = ("shipping", "evidence", "carrier_text", "individual", "filters")


@seams.bodies("GET *")
def parts_lost(call: Call, body: Object) -> Object:
    """A part that an object was created with is null when it is retrieved."""
    if call.operation is None or call.operation.kind != "retrieve":
        return body
    return {name: None if name in _PARTS else value for name, value in body.items()}
