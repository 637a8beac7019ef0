"""Lists that lag behind."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def newest_missing(service: Service) -> None:
    """The newest object is not listed yet."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "data": body["data"][1:]} if isinstance(body.get("data"), list) else body

    seams.bodies(service, change, "GET *")
