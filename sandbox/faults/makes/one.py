"""What one request makes."""

from __future__ import annotations

import copy

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object, new_id


@seams.afterwards("POST *")
def two(call: Call, made: Object) -> None:
    """A creation makes two objects and answers with one of them."""
    operation = call.operation
    if operation and operation.kind == "create" and isinstance(made.get("id"), str):
        name = new_id(f"{made['id'].partition('_')[0]}_")
        call.store.insert(operation.returns, {**copy.deepcopy(made), "id": name})
