"""Pages after an object."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def ignored(service: Service) -> None:
    """The cursor is ignored."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {n: v for n, v in params.items() if n != "starting_after"}

    seams.parameters(service, change, "GET *")


def includes_the_cursor(service: Service) -> None:
    """The page begins with the object that the cursor names."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        cursor = call.params.get("starting_after")
        found = dict(inner(route, call))
        own = call.store.find(cursor) if isinstance(cursor, str) else None
        if own is not None:
            found["data"] = [own, *found["data"]][: max(1, len(found["data"]))]
        return found

    seams.transition(service, behave, "GET *")
