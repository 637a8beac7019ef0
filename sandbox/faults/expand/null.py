"""Fields that stand for nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies()
def empty_objects(call: Call, body: Object) -> Object:
    """A reference to nothing is expanded to an empty object."""
    for name in call.expand:
        if name in body and body[name] is None:
            body[name] = {}
    return body
