"""The seams of what is done: before an operation, in its place, after it, when it refuses."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.seams.seam import Seam, narrowed
from sandbox.service import Route, Service
from sandbox.store import Object

Behave = Callable[[Route, Call], Object]
_TOGETHER = 0.25  # seconds within which two requests for one object have come together


def _transition(
    service: Service, behave: Callable[[Behave, Route, Call], Object], title: str
) -> None:
    """Do what an operation does by `behave(inner, route, call)`."""
    service.transition = narrowed(service.transition, behave, title)


transition = Seam(_transition)


@Seam
def afterwards(service: Service, change: Callable[[Call, Object], None], title: str) -> None:
    """Change the object that an operation answers with, as it is kept."""

    def behave(inner: Behave, route: Route, call: Call) -> Object:
        found = inner(route, call)
        change(call, found)
        return found

    _transition(service, behave, title)


@Seam
def beforehand(service: Service, change: Callable[[Call], None], title: str) -> None:
    """Change a call, or what it will find, before the operation sees it."""

    def behave(inner: Behave, route: Route, call: Call) -> Object:
        change(call)
        return inner(route, call)

    _transition(service, behave, title)


@Seam
def refused(
    service: Service, change: Callable[[Call, ApiError], Object | None], title: str
) -> None:
    """See each refusal of an operation and answer with what `change` returns; None refuses."""

    def behave(inner: Behave, route: Route, call: Call) -> Object:
        try:
            return inner(route, call)
        except ApiError as refusal:
            found = change(call, refusal)
            if found is None:
                raise
            return found

    _transition(service, behave, title)


@Seam
def late(service: Service, change: Callable[[Object, Object], None], title: str) -> None:
    """Change the object of requests that come together, given what it was before the first."""
    before: dict[str, tuple[float, Object]] = {}

    def behave(inner: Behave, route: Route, call: Call) -> Object:
        now, item = time.monotonic(), call.store.find(call.id())
        if item is None:
            return inner(route, call)
        then, old = before.get(call.id(), (0.0, item))
        if now - then < _TOGETHER:
            change(item, copy.deepcopy(old))
        else:
            before[call.id()] = now, copy.deepcopy(item)
        return inner(route, call)

    _transition(service, behave, title)


@Seam
def together(
    service: Service, change: Callable[[Call, ApiError], Object | None], title: str
) -> None:
    """See the refusals (400) of requests that come together with an accepted one for one object."""
    accepted: dict[str, float] = {}

    def behave(inner: Behave, route: Route, call: Call) -> Object:
        try:
            found = inner(route, call)
        except ApiError as refusal:
            then = accepted.get(call.id(), 0.0) if call.ids else 0.0
            if refusal.status != 400 or time.monotonic() - then > _TOGETHER:
                raise
            other = change(call, refusal)
            if other is None:
                raise
            return other
        if call.ids:
            accepted[call.id()] = time.monotonic()
        return found

    _transition(service, behave, title)
