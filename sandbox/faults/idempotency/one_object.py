"""How often a creation is done."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object, new_id


def written_twice(service: Service) -> None:
    """A creation is written twice, and answered once."""

    def change(call: Call, found: Object) -> None:
        if call.operation is not None and call.operation.kind == "create":
            call.store.insert(call.operation.returns, {**found, "id": new_id("twice_")})

    seams.afterwards(service, change, "POST *")
