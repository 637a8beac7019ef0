"""Fields that stand for nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def empty_objects(service: Service) -> None:
    """A reference to nothing is expanded to an empty object."""

    def change(call: Call, body: Object) -> Object:
        for name in call.expand:
            if name in body and body[name] is None:
                body[name] = {}
        return body

    seams.bodies(service, change)
