"""What `has_more` says of a page before an object."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def always_speaks_of_older(service: Service) -> None:
    """A page before an object says that there is more, as there is below it."""

    def change(call: Call, body: Object) -> Object:
        return {**body, "has_more": True} if "ending_before" in call.params else body

    seams.bodies(service, change, "GET *")
