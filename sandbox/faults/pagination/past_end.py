"""What lies behind the end of a list."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route, Service
from sandbox.store import Object


def refused(service: Service) -> None:
    """A page behind the end is refused."""

    def change(_call: Call, body: Object) -> Object:
        if body.get("data") == []:
            raise ApiError(404, "There is no such page.")
        return body

    seams.bodies(service, change, "GET *")


def starts_again(service: Service) -> None:
    """A page behind the end is the first page again."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = dict(inner(route, call))
        if found.get("data") == [] and call.params.pop("starting_after", None):
            return dict(inner(route, call))
        return found

    seams.transition(service, behave, "GET *")
