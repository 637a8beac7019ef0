"""Objects that are found below parents that are not theirs."""

from __future__ import annotations

from sandbox import below, seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.service import Route
from sandbox.store import Object


def _own(call: Call) -> Object | None:
    return call.store.find(list(call.ids.values())[-1]) if call.ids else None


def _lift(call: Call) -> None:
    """Let the ids of parents be those of the object, whatever was sent."""
    item = _own(call)
    for row in call.operation.path_parameters[:-1] if call.operation and item else ():
        known = below.known(call, item) if item else {}
        call.ids[row.name] = known.get(next(iter(row.references), ""), call.ids[row.name])


@seams.beforehand()
def any_parent(call: Call) -> None:
    """The id of a parent is not looked at."""
    _lift(call)


@seams.beforehand("GET *")
def any_parent_when_read(call: Call) -> None:
    """Whatever reads an object does not look at the id of its parent."""
    _lift(call)


@seams.transition()
def bad_request(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An object of another parent is refused as a wrong form is, not as nothing."""
    item = _own(call)
    kind = route.operation.returns if route.operation else ""
    if item is not None and not below.stands(call, kind, item):
        raise invalid("It belongs to another.", "id")
    return inner(route, call)
