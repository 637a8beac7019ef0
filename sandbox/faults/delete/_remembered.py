"""What was deleted, as a list that has not heard of it goes on to show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Install
from sandbox.service import Route
from sandbox.store import Object

Kept = Callable[[Object], Object]  # what stays of an object that is deleted
Shown = Callable[[Sequence[Object], Sequence[Object]], list[Object]]  # of those gone, those there


def remembering(kept: Kept, shown: Shown) -> Install:
    """Keep what is deleted, the newest first, and let lists of its kind show it."""
    gone: dict[str, list[Object]] = {}

    @seams.transition()
    def install(inner: seams.Behave, route: Route, call: Call) -> Object:
        operation = route.operation
        if operation is not None and operation.kind == "delete":
            item = call.store.find(call.id())
            if item is not None:
                gone.setdefault(operation.returns, []).insert(0, kept(item))
        found = inner(route, call)
        if operation is not None and operation.kind == "list" and gone.get(operation.returns):
            found = {**found, "data": shown(gone[operation.returns], found["data"])}
        return found

    return install


def before(gone: Sequence[Object], there: Sequence[Object]) -> list[Object]:
    """Return what is gone before what is there."""
    return [*gone, *there]
