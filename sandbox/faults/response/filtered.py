"""Filters that give way."""

from __future__ import annotations

import copy
from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object

_PAGING = ("limit", "starting_after", "ending_before", "expand")


def dropped_when_nothing_fits(service: Service) -> None:
    """Where nothing fits the filters, all objects are listed."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found: Object = inner(route, call)
        if found.get("data") or not call.operation or call.operation.shape != "list":
            return found
        needed = {row.name for row in call.operation.sent if row.required}
        kept = copy.copy(call)
        kept.params = {n: v for n, v in call.params.items() if n in (*_PAGING, *needed)}
        return inner(route, kept)  # type: ignore[no-any-return]

    seams.transition(service, behave, "GET *")
