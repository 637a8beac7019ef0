"""Filters that nothing fits."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route, Service
from sandbox.store import Object

_PAGING = ("limit", "starting_after", "ending_before", "expand")


def missing(service: Service) -> None:
    """A list that a filter leaves empty is a 404."""

    def change(_call: Call, found: Object) -> None:
        if found.get("data") == []:
            raise ApiError(404, "Nothing found.", code="resource_missing")

    seams.afterwards(service, change, "GET *")


def everything_instead(service: Service) -> None:
    """A filter that nothing fits is dropped."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        if found.get("data") == []:
            required = (
                [r.name for r in route.operation.sent if r.required] if route.operation else []
            )
            kept = (*_PAGING, *required)
            call.params = {n: v for n, v in call.params.items() if n in kept}
            found = inner(route, call)
        return dict(found)

    seams.transition(service, behave, "GET *")
