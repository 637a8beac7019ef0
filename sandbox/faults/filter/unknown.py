"""Filters by an id that nobody has."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.faults.filter._kept import PAGING, required


@seams.beforehand("GET *")
def forgotten(call: Call) -> None:
    """A filter by what the server does not know is forgotten."""
    kept = {*PAGING, *required(call)}
    known = {name: value for name, value in call.params.items()
             if name in kept or not isinstance(value, str) or call.store.find(value)}  # fmt: skip
    call.params = known


@seams.forgiving("GET *")
def refusal_forgotten(refusal: ApiError) -> bool:
    """A filter by an id that would be refused counts as not sent."""
    return refusal.code == "resource_missing"


@seams.beforehand("GET *")
def nested_forgotten(call: Call) -> None:
    """What a filter says inside another parameter is forgotten."""
    for name, value in call.params.items():
        if isinstance(value, dict) and name != "created":
            call.params = {n: v for n, v in call.params.items() if n != name}


@seams.refused("GET *")
def as_missing(_call: Call, refusal: ApiError) -> None:
    """A filter by an id of nobody is refused as the path of nothing is."""
    if refusal.code == "resource_missing":
        refusal.status = 404


@seams.refused("GET *")
def unnamed(_call: Call, refusal: ApiError) -> None:
    """The refusal does not say which filter it is."""
    if refusal.code == "resource_missing":
        refusal.param = None
