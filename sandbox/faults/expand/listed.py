"""Expansion on lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.beforehand("GET *")
def first_only(call: Call) -> None:
    """Of a list nothing is expanded."""
    call.expand = tuple(path for path in call.expand if not path.startswith("data."))


@seams.bodies("GET *")
def to_the_first(call: Call, body: Object) -> Object:
    """Every object of a list is expanded to what the last one names."""
    names = [path.split(".")[1] for path in call.expand if path.startswith("data.")]
    data = [dict(item) for item in body.get("data") or ()]
    for name in names:
        for item in data:
            item[name] = data[-1].get(name)
    return {**body, "data": data} if names else body


@seams.beforehand("GET *")
def first_page_only(call: Call) -> None:
    """Of a page after a cursor nothing is expanded."""
    if call.get("starting_after"):
        call.expand = ()


@seams.beforehand("GET *")
def one_path_only(call: Call) -> None:
    """Only the first of several paths is expanded."""
    call.expand = call.expand[:1]
