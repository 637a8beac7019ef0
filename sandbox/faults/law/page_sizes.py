"""Pages of some sizes lose what follows."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def single_pages_end(service: Service) -> None:
    """A page of one object never says that there is more."""

    def change(call: Call, body: Object) -> Object:
        return {**body, "has_more": False} if call.params.get("limit") == 1 else body

    seams.bodies(service, change, "GET *")
