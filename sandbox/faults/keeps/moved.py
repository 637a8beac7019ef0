"""Moves that lose what they do not speak of."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST *")
def lost_by_actions(call: Call, item: Object) -> None:
    """An action empties the texts of its object."""
    item.update(dict.fromkeys(_texts(call, item, "action")))


@seams.afterwards("POST *")
def lost_by_updates(call: Call, item: Object) -> None:
    """An update that sends no metadata empties the texts that it does not send."""
    if call.metadata not in call.params:
        item.update(dict.fromkeys(_texts(call, item, "update")))


@seams.afterwards("POST *")
def rewritten_by_actions(call: Call, item: Object) -> None:
    """An action writes the texts of its object in capitals."""
    item.update({name: str(item[name]).upper() for name in _texts(call, item, "action")})


@seams.afterwards("POST *")
def first_lost(call: Call, item: Object) -> None:
    """An action empties one text of its object."""
    item.update(dict.fromkeys(_texts(call, item, "action")[:1]))


def _texts(call: Call, item: Object, kind: str) -> list[str]:
    """Return the fields with a text that may be null, where an operation of a kind left them be."""
    operation = call.operation
    if operation is None or operation.kind != kind:
        return []
    fields = call.contracts.resource(operation.returns).fields
    plain = (field.name for field in fields
             if field.nullable and not (field.enum or field.resource))  # fmt: skip
    return [name for name in plain if isinstance(item.get(name), str) and name not in call.params]


@seams.afterwards("POST *")
def references_lost(call: Call, item: Object) -> None:
    """An action lets go of what an update of its object names."""
    operation = call.operation
    if operation is not None and operation.kind == "action":
        update = call.contracts.resource(operation.returns).of_kind("update")
        named = [name for name in (update.rich if update else ()) if name not in call.params]
        item.update({name: None for name in named if name in item})
