"""The last to write, though it was refused."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.together("POST /v1/*")
def overwritten(call: Call, _refusal: ApiError) -> Object | None:
    """Who comes too late is refused after its status was written."""
    item = call.store.find(call.id())
    if item is not None:
        item["status"] = "requires_capture" if "amount_capturable" in item else "unsubmitted"
    return None
