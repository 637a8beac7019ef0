"""Objects of another id than was asked for."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies()
def cut_short(call: Call, body: Object) -> Object:
    """What is retrieved has the last letter of its id cut off."""
    return _renamed(call, body, "retrieve", lambda name: name[:-1])


@seams.bodies()
def another_after_an_update(call: Call, body: Object) -> Object:
    """An update answers with a copy of another id."""
    return _renamed(call, body, "update", lambda name: f"{name}0")


@seams.bodies()
def a_copy_of_each_action(call: Call, body: Object) -> Object:
    """An action answers with a copy of another id."""
    return _renamed(call, body, "action", lambda name: f"{name[:-4]}copy")


def _renamed(call: Call, body: Object, kind: str, change: Callable[[str], str]) -> Object:
    """Return what operations of a kind answer with, of another id."""
    named = call.operation is not None and call.operation.kind == kind and "id" in body
    return {**body, "id": change(str(body["id"]))} if named else body
