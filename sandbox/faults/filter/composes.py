"""Filters and cursors together."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import no_such
from sandbox.faults.filter._kept import CURSORS, PAGING, required
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET *")
def cursor_must_fit(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A cursor that names an object which the filter keeps out is unknown."""
    sent = call.params
    cursor = next((sent[name] for name in CURSORS if sent.get(name)), None)
    if cursor:
        call.params = {n: v for n, v in sent.items() if n not in CURSORS} | {"limit": 100}
        if cursor not in [item["id"] for item in inner(route, call).get("data", [])]:
            raise no_such("object", cursor, "starting_after", 400)
    call.params = sent
    return dict(inner(route, call))


@seams.beforehand("GET *")
def filter_forgotten(call: Call) -> None:
    """After the first page the filter is forgotten."""
    if any(call.get(name) for name in CURSORS):
        kept = {*PAGING, *required(call)}
        call.params = {name: value for name, value in call.params.items() if name in kept}


@seams.beforehand("GET *")
def cursor_forgotten(call: Call) -> None:
    """Where there is a filter the cursor is forgotten."""
    if set(call.params) - {*PAGING, *required(call)}:
        call.params = {name: value for name, value in call.params.items() if name not in CURSORS}


@seams.beforehand("GET *")
def filter_forgotten_upwards(call: Call) -> None:
    """Before an object the filter is forgotten."""
    if call.get("ending_before"):
        kept = {*PAGING, *required(call)}
        call.params = {name: value for name, value in call.params.items() if name in kept}
