"""The last to write, though it was refused."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def overwritten(service: Service) -> None:
    """Who comes too late is refused after its status was written."""

    def change(call: Call, _refusal: ApiError) -> Object | None:
        item = call.store.find(call.id())
        if item is not None:
            item["status"] = "requires_capture" if "amount_capturable" in item else "unsubmitted"
        return None

    seams.together(service, change, "POST /v1/*")
