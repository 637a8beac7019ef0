"""What is read after it was made."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def otherwise(call: Call, body: Object) -> Object:
    """An object is read otherwise than it was returned."""
    told = _reads(call) and "created" in body
    return {**body, "created": body["created"] + 1} if told else body


def _reads(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "retrieve"


@seams.bodies("GET *")
def metadata_hidden(call: Call, body: Object) -> Object:
    """A read does not show the metadata that the creation showed."""
    return {**body, call.metadata: {"read": "1"}} if _reads(call) else body
