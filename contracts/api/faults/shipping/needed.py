"""Physical cards without an address."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def not_needed(service: Service) -> None:
    """A physical card can be made without an address."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        if call.params.get("type") == "physical" and not call.params.get("shipping"):
            call.params["type"] = "virtual"
        return dict(inner(route, call))

    seams.transition(service, behave, "POST /v1/issuing/cards")
