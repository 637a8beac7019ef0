"""Designs that make no cards."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/issuing/cards")
def any_design(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Any design makes cards."""
    design = call.store.find(str(call.params.get("personalization_design")))
    if design is not None:
        design["status"] = "active"
    return dict(inner(route, call))
