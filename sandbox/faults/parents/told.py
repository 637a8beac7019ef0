"""New objects that name another parent than the one they were made below."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


def _rows(call: Call, item: Object) -> Iterator[str]:
    creates = call.operation is not None and call.operation.kind == "create"
    yield from (name for name in call.ids if creates and name in item)


@seams.afterwards()
def nobody(call: Call, item: Object) -> None:
    """A new object names nothing that it stands below."""
    for name in _rows(call, item):
        item[name] = ""


@seams.afterwards()
def the_object_itself(call: Call, item: Object) -> None:
    """A new object names itself as what it stands below."""
    for name in _rows(call, item):
        item[name] = item["id"]


@seams.afterwards()
def the_newest(call: Call, item: Object) -> None:
    """A new object names the newest object that it could stand below."""
    rows = call.operation.path_parameters if call.operation else ()
    kinds = {row.name: next(iter(row.references), "") for row in rows}
    for name in _rows(call, item):
        item[name] = next((one["id"] for one in call.store.newest(kinds[name])), item[name])
