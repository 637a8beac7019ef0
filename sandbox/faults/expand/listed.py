"""Expansion on lists."""

from __future__ import annotations

from urllib.parse import unquote

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


def _forgotten(call: Call, name: str) -> None:
    """Take a parameter away where a list is expanded by its entries."""
    if any(path.startswith("data.") for path in call.expand):
        call.params = {row: value for row, value in call.params.items() if row != name}


@seams.beforehand("GET *")
def limit_is_forgotten(call: Call) -> None:
    """A page that is expanded is as long as pages are."""
    _forgotten(call, "limit")


@seams.beforehand("GET *")
def begins_anew(call: Call) -> None:
    """A list that is expanded begins anew, whatever it is asked to follow."""
    _forgotten(call, "starting_after")


@seams.beforehand("GET *")
def not_backwards(call: Call) -> None:
    """A list that is expanded begins anew, whatever it is asked to end before."""
    _forgotten(call, "ending_before")


@seams.bodies("GET *")
def nothing_follows(call: Call, body: Object) -> Object:
    """A page that is expanded is said to be the last."""
    return {**body, "has_more": False} if call.expand and body.get("has_more") else body


@seams.beforehand("GET *")
def numbered_only(call: Call) -> None:
    """What a list is asked to expand in empty brackets is not looked at."""
    if "[]" in unquote(call.query):
        call.expand = tuple(path for path in call.expand if not path.startswith("data."))
