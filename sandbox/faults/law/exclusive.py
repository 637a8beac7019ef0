"""Cursors that are on their own pages."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def inclusive(service: Service) -> None:
    """A page starts, or ends, with the object that its cursor names."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = dict(inner(route, call))
        after, before = call.params.get("starting_after"), call.params.get("ending_before")
        own = call.store.find(after or before or "")
        if own is not None and isinstance(found.get("data"), list):
            found["data"] = [own, *found["data"]] if after else [*found["data"], own]
        return found

    seams.transition(service, behave, "GET *")
