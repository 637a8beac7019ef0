"""Walks that end or repeat."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def last_repeated(service: Service) -> None:
    """A page after an object begins with the object."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        cursor = call.params.get("starting_after")
        found = dict(inner(route, call))
        own = call.store.find(cursor) if isinstance(cursor, str) else None
        if own is not None:
            found["data"] = [own, *found["data"]]
        return found

    seams.transition(service, behave, "GET *")


def one_skipped(service: Service) -> None:
    """A page after an object leaves the next one out."""

    def change(call: Call, body: Object) -> Object:
        skip = "starting_after" in call.params and isinstance(body.get("data"), list)
        return {**body, "data": body["data"][1:]} if skip else body

    seams.bodies(service, change, "GET *")
