"""Replacements after which it is another object."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object, new_id


def _replaces(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "replace"


@seams.afterwards()
def made_anew(call: Call, item: Object) -> None:
    """A replaced object says that it was made when it was replaced."""
    if _replaces(call) and isinstance(item.get("created"), int):
        item["created"] += 1


@seams.bodies()
def another_id_shown(call: Call, body: Object) -> Object:
    """A replacement answers with an object of another id."""
    return {**body, "id": new_id("new_")} if _replaces(call) else body


@seams.afterwards()
def never_made(call: Call, item: Object) -> None:
    """A replaced object no longer says when it was made."""
    if _replaces(call):
        item["created"] = 0
