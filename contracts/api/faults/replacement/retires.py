"""What becomes of a card that was replaced."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def works_on(service: Service) -> None:
    """A damaged card works on when the one in its place is active."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        old = call.store.find(str(found.get("replacement_for")))
        if old is not None and old["status"] == "canceled":
            old["status"] = "active"
        return dict(found)

    seams.transition(service, behave, "POST /v1/issuing/cards*")
