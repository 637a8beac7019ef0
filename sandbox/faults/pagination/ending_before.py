"""Pages before an object."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def from_the_top(service: Service) -> None:
    """A page before an object starts at the top of the list."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        cursor, limit = call.params.get("ending_before"), call.params.get("limit", 10)
        if not isinstance(cursor, str):
            return dict(inner(route, call))
        call.params["limit"] = 100
        found = dict(inner(route, call))
        return {**found, "data": found["data"][:limit], "has_more": len(found["data"]) > limit}

    seams.transition(service, behave, "GET *")


def upside_down(service: Service) -> None:
    """A page before an object stands oldest first."""

    def change(call: Call, body: Object) -> Object:
        turn = "ending_before" in call.params
        return {**body, "data": body["data"][::-1]} if turn else body

    seams.bodies(service, change, "GET *")
