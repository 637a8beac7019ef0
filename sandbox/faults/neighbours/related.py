"""What is done to one object, and to those that it is bound to as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


def _referred(call: Call, item: Object, *kinds: str) -> Iterator[Object]:
    """Yield what an object names, where an operation of one of some kinds was called."""
    if call.operation is not None and call.operation.kind in kinds:
        names = (value for name, value in item.items() if name != "id" and isinstance(value, str))
        yield from filter(None, map(call.store.find, names))


@seams.afterwards("POST *")
def texts_of_what_it_names(call: Call, item: Object) -> None:
    """An update writes its metadata into the objects that it refers to as well."""
    row = call.metadata
    for other in _referred(call, item, "update") if row in call.params else ():
        if row in other:
            other[row] = dict(item[row] or {})


@seams.afterwards("POST *")
def forgotten_by_what_it_names(call: Call, item: Object) -> None:
    """What an object refers to does not know it any more once an action was done to it."""
    for other in _referred(call, item, "action"):
        other.update({name: None for name, value in other.items()
                      if value == item["id"] and name != "id"})  # fmt: skip


@seams.afterwards("POST *")
def counted_where_it_is_named(call: Call, item: Object) -> None:
    """An action is counted in the objects that its object refers to."""
    for other in _referred(call, item, "action", "update"):
        other["uses"] = other.get("uses", 0) + 1


@seams.afterwards("POST *")
def texts_of_what_refers_to_it(call: Call, item: Object) -> None:
    """An update writes its metadata into all objects that refer to its object."""
    row, operation = call.metadata, call.operation
    if operation is None or operation.kind != "update" or row not in call.params:
        return
    for kind in call.store.kinds():
        for other in call.store.all(kind):
            if item["id"] in map(_id_of, other.values()) and other["id"] != item["id"]:
                other.update({row: dict(item[row] or {})} if row in other else {})


def _id_of(value: Any) -> Any:
    """Return the id of an object that is kept whole, and anything else as it is."""
    return value.get("id") if isinstance(value, dict) else value
