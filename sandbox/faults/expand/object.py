"""Expanded fields."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def ignored(service: Service) -> None:
    """What is to be expanded stays an id."""

    def change(call: Call) -> None:
        call.expand = ()

    seams.beforehand(service, change)


def shells(service: Service) -> None:
    """An expanded field is an object with nothing but its id."""

    def change(call: Call, body: Object) -> Object:
        for path in call.expand:
            name = path.partition(".")[0]
            if isinstance(body.get(name), dict) and "id" in body[name]:
                body[name] = {"id": body[name]["id"]}
        return body

    seams.bodies(service, change)
