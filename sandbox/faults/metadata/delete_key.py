"""Metadata keys that stay."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def empty_kept(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An empty value is kept as an empty text."""
    found = inner(route, call)
    sent = call.params.get(call.metadata) or {}
    if isinstance(found.get(call.metadata), dict):
        found[call.metadata].update({n: "" for n, v in sent.items() if v == ""})
    return dict(found)
