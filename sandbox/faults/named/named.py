"""Answers that show another object than the one that a form names."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


def _slotted(call: Call, *kinds: str) -> bool:
    """Whether a call is one of some kinds, with an id in its form."""
    operation = call.operation
    return operation is not None and bool(operation.slots) and operation.kind in kinds


def _other(call: Call, body: Object, *, newest: bool) -> Object:
    """Return another object of the kind, where there is one."""
    kind = call.operation.returns if call.operation else ""
    found = [item for item in call.store.newest(kind) if item["id"] != body.get("id")]
    return found[0 if newest else -1] if found else body


@seams.bodies()
def newest(call: Call, body: Object) -> Object:
    """The newest of the other objects is read."""
    return _other(call, body, newest=True) if _slotted(call, "retrieve") else body


@seams.bodies()
def oldest(call: Call, body: Object) -> Object:
    """The oldest of the other objects is read."""
    return _other(call, body, newest=False) if _slotted(call, "retrieve") else body


@seams.bodies()
def after_a_change(call: Call, body: Object) -> Object:
    """A change is answered with another object than the one that was changed."""
    return _other(call, body, newest=True) if _slotted(call, "update", "replace") else body
