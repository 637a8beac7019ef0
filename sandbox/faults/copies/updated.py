"""Updates that answer more than they keep."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def parts_not_kept(service: Service) -> None:
    """What an update says about metadata is gone when the object is retrieved."""

    def change(call: Call, body: Object) -> Object:
        if call.operation is None or call.operation.kind != "retrieve":
            return body
        return {**body, "metadata": {}} if body.get("metadata") else body

    seams.bodies(service, change, "GET *")
