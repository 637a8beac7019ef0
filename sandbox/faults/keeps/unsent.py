"""Updates that touch what was not sent."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def put_instead_of_patch(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An update clears every text that was not sent."""
    found = inner(route, call)
    if route.operation and route.operation.kind == "update" and call.params:
        for row in route.operation.sent:
            if row.name not in call.params and isinstance(found.get(row.name), str):
                found[row.name] = None
    return dict(found)


@seams.afterwards("POST *")
def parts_push_parts_out(call: Call, item: Object) -> None:
    """An update of one object inside the object empties the others."""
    if _updates(call) and any(isinstance(value, dict) for value in _sent(call)):
        item.update({name: None for name, value in item.items()
                     if isinstance(value, dict) and _spare(call, name)})  # fmt: skip


@seams.afterwards("POST *")
def a_text_pushes_out_another(call: Call, item: Object) -> None:
    """An update of a text empties the other texts."""
    if _updates(call) and any(isinstance(value, str) for value in _sent(call)):
        item.update({name: None for name, value in item.items()
                     if isinstance(value, str) and _spare(call, name)})  # fmt: skip


def _updates(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "update"


def _sent(call: Call) -> list[object]:
    """Return what was sent beside metadata."""
    return [value for name, value in call.params.items() if name != call.metadata]


def _spare(call: Call, name: str) -> bool:
    """Whether a field was not sent, and may be null."""
    resource = call.contracts.resource(call.operation.returns) if call.operation else None
    field = resource.field(name) if resource else None
    return field is not None and field.nullable and name not in call.params
