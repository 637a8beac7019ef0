"""Expansion of what a POST answers with."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def reads_only(service: Service) -> None:
    """Only reads are expanded."""

    def change(call: Call) -> None:
        call.expand = ()

    seams.beforehand(service, change, "POST *")


def to_another(service: Service) -> None:
    """What a POST answers with names an object of another id where it is expanded."""

    def change(call: Call, body: Object) -> Object:
        found = {n: {**v, "id": f"{v['id']}x"} for n in call.expand
                 if isinstance(v := body.get(n), dict) and "id" in v}  # fmt: skip
        return {**body, **found}

    seams.bodies(service, change, "POST *")
