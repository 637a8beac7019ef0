"""Filters that keep out what fits."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.filter._kept import PAGING
from sandbox.store import Object


@seams.bodies("GET *")
def last_lost(call: Call, body: Object) -> Object:
    """A filtered page lacks the last object that fits."""
    data = body.get("data")
    filtered = set(call.params) - {*PAGING}
    return {**body, "data": data[:-1]} if filtered and isinstance(data, list) else body


@seams.beforehand("GET *")
def first_value(call: Call) -> None:
    """Of several values of a filter the first is looked at."""
    call.params = {name: value[:1] if isinstance(value, list) and name not in PAGING else value
                   for name, value in call.params.items()}  # fmt: skip
