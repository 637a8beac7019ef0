"""What a bundle has room for."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/issuing/personalization_designs")
def not_compared(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A text is accepted on every bundle."""
    text = call.params.pop("carrier_text", None)
    found = inner(route, call)
    found["carrier_text"] = text
    return dict(found)
