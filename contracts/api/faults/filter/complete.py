"""Filters that keep out what fits."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

_PAGING = {"limit", "starting_after", "ending_before", "expand"}


@seams.transition("GET /v1/issuing/cardholders")
def more_of_all(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Whether there is more is said of the list without the filter."""
    body, sent = dict(inner(route, call)), call.params
    call.params = {name: value for name, value in sent.items() if name in _PAGING}
    body["has_more"] = inner(route, call)["has_more"]
    call.params = sent
    return body
