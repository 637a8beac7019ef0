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


@seams.afterwards("POST *")
def one_unlike_it(call: Call, made: Object) -> None:
    """A creation makes another object too, which has nothing of what was sent."""
    operation = call.operation
    if operation and operation.kind == "create" and isinstance(made.get("id"), str):
        name = new_id(f"{made['id'].partition('_')[0]}_")
        other = {**copy.deepcopy(made), "id": name}
        if call.metadata in other:
            other[call.metadata] = {}
        call.store.insert(operation.returns, other)


@seams.afterwards("POST *")
def a_draft_left(call: Call, made: Object) -> None:
    """What is made with metadata leaves a draft of the first object of the kind."""
    operation = call.operation
    if operation and operation.kind == "create" and call.get(call.metadata):
        for item in list(call.store.all(operation.returns))[:1]:
            name = new_id(f"{item['id'].partition('_')[0]}_")
            draft = {**copy.deepcopy(item), "id": name, "created": made.get("created")}
            call.store.insert(operation.returns, draft)
