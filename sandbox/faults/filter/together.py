"""Filters that do not go together."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.filter._kept import PAGING, required
from sandbox.service import Route
from sandbox.store import Object

TIME = "created"


def _filters(call: Call) -> list[str]:
    return [name for name in call.params if name not in {*PAGING, *required(call)}]


def _left_out(call: Call, names: list[str]) -> None:
    call.params = {name: value for name, value in call.params.items() if name not in names}


@seams.beforehand("GET *")
def first_alone(call: Call) -> None:
    """Of several filters the first is looked at."""
    _left_out(call, _filters(call)[1:])


@seams.beforehand("GET *")
def last_alone(call: Call) -> None:
    """Of several filters the last is looked at."""
    _left_out(call, _filters(call)[:-1])


@seams.transition("GET *")
def either(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Of several filters one has to fit."""
    sent, filters = call.params, _filters(call)
    found = inner(route, call)
    for name in filters if len(filters) > 1 and isinstance(found.get("data"), list) else ():
        call.params = {n: v for n, v in sent.items() if n == name or n not in filters}
        shown = {item["id"] for item in found["data"]}
        more = [item for item in inner(route, call)["data"] if item["id"] not in shown]
        found = {**found, "data": [*found["data"], *more]}
    call.params = sent
    return dict(found)


@seams.beforehand("GET *")
def a_time_beside_another_is_forgotten(call: Call) -> None:
    """A time is looked at where it stands alone."""
    if len(_filters(call)) > 1:
        _left_out(call, [TIME])


@seams.beforehand("GET *")
def beside_a_time_others_are_forgotten(call: Call) -> None:
    """A time is looked at alone."""
    if TIME in call.params:
        _left_out(call, [name for name in _filters(call) if name != TIME])
