"""Designs that make no cards."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def any_design(service: Service) -> None:
    """Any design makes cards."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        design = call.store.find(str(call.params.get("personalization_design")))
        if design is not None:
            design["status"] = "active"
        return dict(inner(route, call))

    seams.transition(service, behave, "POST /v1/issuing/cards")
