"""Lists that were copied from elsewhere."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def from_a_copy(service: Service) -> None:
    """The entries of a list come from a copy in which the mode is wrong."""

    def change(_call: Call, body: Object) -> Object:
        data = body.get("data")
        if not isinstance(data, list):
            return body
        return {**body, "data": [{**entry, "livemode": True} for entry in data]}

    seams.bodies(service, change, "GET *")
