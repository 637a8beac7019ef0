"""What one request makes."""

from __future__ import annotations

import copy

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object, new_id


def two(service: Service) -> None:
    """A creation makes two objects and answers with one of them."""

    kinds = {o.id: o.returns for o in service.contracts.operations if o.kind == "create"}

    def change(call: Call, made: Object) -> None:
        kind = kinds.get(call.operation.id if call.operation else "")
        if kind and isinstance(made.get("id"), str):
            name = new_id(f"{made['id'].partition('_')[0]}_")
            service.store.insert(kind, {**copy.deepcopy(made), "id": name})

    seams.afterwards(service, change, "POST *")
