"""Files, as far as other objects name them; their content is not kept."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.registry import neighbour
from sandbox.store import Object, new_id


@neighbour("POST /v1/files")
def make(call: Call) -> Object:
    """Create a file; the upload itself is not read."""
    item: Object = {
        "id": new_id("file_"), "object": "file", "created": call.now, "expires_at": None,
        "filename": "upload.png", "links": None, "purpose": "issuing_logo", "size": 0,
        "title": None, "type": "png", "url": None,
    }  # fmt: skip
    return call.store.insert("file", item)


@neighbour("GET /v1/files/{file}")
def retrieve(call: Call) -> Object:
    """Retrieve a file."""
    return call.store.get("file", call.id())
