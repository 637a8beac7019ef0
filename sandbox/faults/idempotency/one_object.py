"""How often a creation is done."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object, new_id


@seams.afterwards("POST *")
def written_twice(call: Call, found: Object) -> None:
    """A creation is written twice, and answered once."""
    if call.operation is not None and call.operation.kind == "create":
        call.store.insert(call.operation.returns, {**found, "id": new_id("twice_")})
