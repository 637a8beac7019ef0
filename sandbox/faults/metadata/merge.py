"""Metadata that is not merged."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def replaced(inner: seams.Behave, route: Route, call: Call) -> Object:
    """New metadata takes the place of the old."""
    item = call.store.find(call.id()) if call.ids else None
    if item is not None and call.params.get(call.metadata):
        item[call.metadata] = {}
    return dict(inner(route, call))
