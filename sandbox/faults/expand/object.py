"""Expanded fields."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.beforehand()
def ignored(call: Call) -> None:
    """What is to be expanded stays an id."""
    call.expand = ()


@seams.bodies()
def shells(call: Call, body: Object) -> Object:
    """An expanded field is an object with nothing but its id."""
    for path in call.expand:
        name = path.partition(".")[0]
        if isinstance(body.get(name), dict) and "id" in body[name]:
            body[name] = {"id": body[name]["id"]}
    return body
