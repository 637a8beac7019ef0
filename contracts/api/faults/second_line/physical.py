"""Second lines of cards on which nothing is printed."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

_CARDS = "POST /v1/issuing/cards"


def _virtual_line(call: Call) -> str:
    """Return the second line that is sent for a virtual card, "" where there is none."""
    virtual = call.params.get("type") == "virtual"
    return str(call.params.get("second_line") or "") if virtual else ""


def _taken(inner: seams.Behave, route: Route, call: Call, **shown: str) -> Object:
    """Make a card; a virtual one with a second line shows that, and what is `shown`."""
    line = _virtual_line(call)
    if line:
        call.params.pop("second_line")
    found = inner(route, call)
    return {**found, "second_line": line, **shown} if line else dict(found)


@seams.transition(_CARDS)
def kept(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A virtual card takes a second line and shows it."""
    return _taken(inner, route, call)


@seams.transition(_CARDS)
def passed_over(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The second line of a virtual card is passed over in silence."""
    if _virtual_line(call):
        call.params.pop("second_line")
    return dict(inner(route, call))


@seams.transition(_CARDS)
def made_physical(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A virtual card with a second line is made a physical one."""
    return _taken(inner, route, call, type="physical")
