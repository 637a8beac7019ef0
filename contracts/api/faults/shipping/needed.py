"""Physical cards without an address."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/issuing/cards")
def not_needed(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A physical card can be made without an address."""
    if call.params.get("type") == "physical" and not call.params.get("shipping"):
        call.params["type"] = "virtual"
    return dict(inner(route, call))
