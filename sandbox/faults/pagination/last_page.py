"""What the last page says."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def more_when_full(service: Service) -> None:
    """A full page always says that there is more."""

    def change(call: Call, body: Object) -> Object:
        if not isinstance(body.get("data"), list):
            return body
        return {**body, "has_more": len(body["data"]) == call.params.get("limit", 10)}

    seams.bodies(service, change, "GET *")
