"""What is done to one object, and to another as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST *")
def metadata_of_the_one_before(call: Call, item: Object) -> None:
    """An update writes its metadata into the object before it as well."""
    row = call.metadata
    if row in call.params:
        for other in _first(call, "update", lambda kind: call.store.older(kind, item["id"])):
            other[row] = dict(item[row] or {})


@seams.afterwards("POST *")
def texts_of_the_newest(call: Call, item: Object) -> None:
    """An update writes its texts into the newest object as well."""
    for other in _first(call, "update", call.store.newest):
        texts = (name for name in call.params if isinstance(item.get(name), str))
        other.update({name: item[name] for name in texts})


@seams.afterwards("POST *")
def all_of_the_kind(call: Call, item: Object) -> None:
    """An update of a number is written to all objects of the kind: a condition is missing."""
    operation = call.operation
    if operation is not None and operation.kind == "update":
        numbers = {n: item[n] for n in call.params if isinstance(item.get(n), int)}
        for other in call.store.all(operation.returns):
            other.update(numbers)


@seams.afterwards("POST *")
def state_of_the_one_before(call: Call, item: Object) -> None:
    """An action takes the object before into its new state as well."""
    if "status" in item:
        for other in _first(call, "action", lambda kind: call.store.older(kind, item["id"])):
            other["status"] = item["status"]


@seams.afterwards("POST *")
def state_of_all_before(call: Call, item: Object) -> None:
    """An update takes the object before into the state that it sends as well."""
    if "status" in call.params:
        for other in _first(call, "update", lambda kind: call.store.older(kind, item["id"])):
            other["status"] = item["status"]


def _first(call: Call, kind: str, of: Callable[[str], Iterable[Object]]) -> list[Object]:
    """Return the first object `of` the kind that an operation of a `kind` returns."""
    operation = call.operation
    if operation is None or operation.kind != kind:
        return []
    return [next(iter(of(operation.returns)), {})]
