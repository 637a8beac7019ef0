"""Pages that are shorter than was asked for, though more follow."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.store import Object


@seams.parameters("GET *")
def capped(params: Params) -> Params:
    """A page never has more than two objects, whatever was asked for."""
    return {**params, "limit": min(params.get("limit", 2), 2)}


@seams.bodies("GET *")
def first_left_out(_call: Call, body: Object) -> Object:
    """Where more follow the first object of a page is left out."""
    return {**body, "data": body["data"][1:]} if body.get("has_more") is True else body


@seams.bodies("GET *")
def emptied(_call: Call, body: Object) -> Object:
    """Where more follow a page has nothing itself."""
    return {**body, "data": []} if body.get("has_more") is True else body
