"""Metadata that a move loses."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


def _moves(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "action"


@seams.transition("POST *")
def answered_without(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An action answers with the object without its metadata."""
    found = dict(inner(route, call))
    return {**found, call.metadata: {}} if _moves(call) and call.metadata in found else found


@seams.transition("POST *")
def wiped(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An action makes the object anew, with what it sent alone."""
    item = call.store.find(call.id()) if call.ids and _moves(call) else None
    if item is not None and call.metadata in item:
        item[call.metadata] = {}
    return dict(inner(route, call))


@seams.transition("POST *")
def values_cut(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An action answers with values of metadata that have been cut."""
    found = dict(inner(route, call))
    if _moves(call) and isinstance(found.get(call.metadata), dict):
        cut = {key: value[:10] for key, value in found[call.metadata].items()}
        return {**found, call.metadata: cut}
    return found
