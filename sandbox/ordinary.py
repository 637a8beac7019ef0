"""What the ordinary kinds of operation do where nothing else is written."""

from __future__ import annotations

from contracts.model import Operation
from sandbox.call import Behaviour, Call
from sandbox.errors import ApiError
from sandbox.lists import page
from sandbox.objects import change, create, replace, stub
from sandbox.store import Object


def ordinary(operation: Operation) -> Behaviour:
    """Return the ordinary behaviour of an operation's kind."""
    name = operation.returns

    def make(call: Call) -> Object:
        return create(call.store, call.contracts, name, {**_placed(call, name), **call.params})

    def retrieve(call: Call) -> Object:
        return _own(call, name)

    def update(call: Call) -> Object:
        item = _own(call, name)
        return change(item, call.contracts.resource(name), call.params)

    def put(call: Call) -> Object:
        item = _own(call, name)
        return replace(item, call.contracts.resource(name), call.params, operation)

    def delete(call: Call) -> Object:
        item = _own(call, name)
        left = stub(item, operation, call.contracts.api)
        call.store.remove(item["id"])
        if operation.afterwards not in ("", "absent"):
            call.store.insert(name, left)
        return left

    def enumerate_all(call: Call) -> Object:
        return page(call, name)

    def absent(_call: Call) -> Object:
        raise ApiError(501, f"{operation.title} has no behaviour.", type="api_error")

    kinds: dict[str, Behaviour] = {
        "create": make, "retrieve": retrieve, "update": update, "replace": put,
        "delete": delete, "list": enumerate_all,
    }  # fmt: skip
    return kinds.get(operation.kind, absent)


def _placed(call: Call, name: str) -> dict[str, str]:
    """Return what the ids of a path say of what is created there: its own id, and its parents'."""
    rows = call.operation.path_parameters if call.operation else ()
    known = {field.name for field in call.contracts.resource(name).fields}
    own = call.contracts.api.object.id
    return {
        own if name in row.references else row.name: call.ids[row.name]
        for row in rows if name in row.references or row.name in known
    }  # fmt: skip


def _own(call: Call, name: str) -> Object:
    """Return the object that the last id of a path names. Raises the 404 of an unknown id."""
    param, value = list(call.ids.items())[-1]
    return call.store.get(name, value, param)
