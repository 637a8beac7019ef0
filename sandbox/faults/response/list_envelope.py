"""The envelope of lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.rendering
def bare_array(inner: seams.Render, call: Call, body: Object) -> Object:
    """A list is a bare array."""
    found = inner(call, body)
    return found["data"] if isinstance(found.get("data"), list) else found


@seams.bodies("GET *")
def more_as_text(_call: Call, body: Object) -> Object:
    """`has_more` is a text."""
    return {**body, "has_more": str(body["has_more"])} if "has_more" in body else body


@seams.bodies("GET *")
def leads_elsewhere(_call: Call, body: Object) -> Object:
    """A list names an address that is not its own, so that a client's next page is another."""
    return {**body, "url": "/objects"} if body.get("object") == "list" else body
