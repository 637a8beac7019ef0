"""Filters that keep out what fits."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object

_PAGING = {"limit", "starting_after", "ending_before", "expand"}


def last_lost(service: Service) -> None:
    """A filtered page lacks the last object that fits."""

    def change(call: Call, body: Object) -> Object:
        data = body.get("data")
        filtered = set(call.params) - _PAGING
        return {**body, "data": data[:-1]} if filtered and isinstance(data, list) else body

    seams.bodies(service, change, "GET *")


def more_of_all(service: Service) -> None:
    """Whether there is more is said of the list without the filter."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        body, sent = dict(inner(route, call)), call.params
        call.params = {name: value for name, value in sent.items() if name in _PAGING}
        body["has_more"] = inner(route, call)["has_more"]
        call.params = sent
        return body

    seams.transition(service, behave, "GET /v1/issuing/cardholders")
