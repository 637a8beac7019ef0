"""What a customer sees."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition()
def everything(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A customer sees the metadata."""
    found = inner(route, call)
    item = call.store.find(str(found.get("id"))) if call.key == "publishable" else None
    return {**found, "metadata": item["metadata"]} if item else found
