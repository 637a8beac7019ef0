"""What create, retrieve, update and list do where nothing else is written."""

from __future__ import annotations

from contracts.model import Operation
from sandbox.call import Behaviour, Call
from sandbox.errors import ApiError
from sandbox.lists import page
from sandbox.objects import change, create
from sandbox.store import Object


def ordinary(operation: Operation) -> Behaviour:
    """Return the ordinary behaviour of an operation's kind."""
    name = operation.returns

    def make(call: Call) -> Object:
        return create(call.store, call.contracts, name, call.params)

    def retrieve(call: Call) -> Object:
        return call.store.get(name, call.id(), next(iter(call.ids)))

    def update(call: Call) -> Object:
        item = call.store.get(name, call.id(), next(iter(call.ids)))
        return change(item, call.contracts.resource(name), call.params)

    def enumerate_all(call: Call) -> Object:
        return page(call, name)

    def absent(_call: Call) -> Object:
        raise ApiError(501, f"{operation.title} has no behaviour.", type="api_error")

    kinds: dict[str, Behaviour] = {
        "create": make, "retrieve": retrieve, "update": update, "list": enumerate_all,
    }  # fmt: skip
    return kinds.get(operation.kind, absent)
