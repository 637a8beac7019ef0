"""What a bundle has room for."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def not_compared(service: Service) -> None:
    """A text is accepted on every bundle."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        text = call.params.pop("carrier_text", None)
        found = inner(route, call)
        found["carrier_text"] = text
        return dict(found)

    seams.transition(service, behave, "POST /v1/issuing/personalization_designs")
