"""Moves between states."""

from __future__ import annotations

import copy

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def action_ignored(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An action answers with the object as it is, and does nothing."""
    item = call.store.find(call.id()) if call.ids else None
    if item is None or route.operation is None or route.operation.kind != "action":
        return dict(inner(route, call))
    before = copy.deepcopy(item)
    inner(route, call)
    item.clear()
    item.update(before)
    return item


@seams.transition("POST *")
def update_ignored(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An update answers with the object as it is, and does nothing."""
    item = call.store.find(call.id()) if call.ids else None
    updates = route.operation is not None and route.operation.kind == "update"
    return item if updates and item is not None else dict(inner(route, call))


@seams.transition("POST *")
def refused_is_accepted(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A move that is not allowed is answered with the object as it is."""
    try:
        return dict(inner(route, call))
    except ApiError as refusal:
        item = call.store.find(call.id()) if call.ids else None
        if item is None or refusal.status != 400:
            raise
        return item


@seams.scribbling("POST *")
def refusal_changes(kept: dict[str, str], refusal: ApiError) -> dict[str, str]:
    """A refused move changes the object."""
    return {**kept, "refused": "1"} if refusal.status == 400 else kept
