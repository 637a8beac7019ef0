"""Filters, limits and expansions that do not go together."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.filter._kept import PAGING, required
from sandbox.store import Object


def _filtered(call: Call) -> bool:
    return any(name not in {*PAGING, *required(call)} for name in call.params)


@seams.beforehand("GET *")
def filters_are_forgotten(call: Call) -> None:
    """A list that is expanded is not filtered."""
    if call.expand:
        kept = {*PAGING, *required(call)}
        call.params = {name: value for name, value in call.params.items() if name in kept}


@seams.beforehand("GET *")
def nothing_is_expanded(call: Call) -> None:
    """Of a list that is filtered nothing is expanded."""
    if _filtered(call):
        call.expand = ()


@seams.beforehand("GET *")
def as_many_as_usual(call: Call) -> None:
    """A limit is not looked at where a filtered list is expanded."""
    if call.expand and _filtered(call):
        call.params = {name: value for name, value in call.params.items() if name != "limit"}


@seams.bodies("GET *")
def the_last_stays_an_id(call: Call, body: Object) -> Object:
    """The last object of a filtered page is not expanded."""
    names = [path.split(".")[1] for path in call.expand if path.startswith("data.")]
    data = [dict(item) for item in body.get("data") or ()]
    for name in names if data and _filtered(call) else ():
        value = data[-1].get(name)
        data[-1][name] = value["id"] if isinstance(value, dict) else value
    return {**body, "data": data} if data else body
