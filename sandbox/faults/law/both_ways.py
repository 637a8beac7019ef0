"""Pages before an object that are not those after another."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def backward_order(call: Call, body: Object) -> Object:
    """A page before an object stands in the order in which it was travelled."""
    turn = "ending_before" in call.params
    return {**body, "data": body["data"][::-1]} if turn else body


@seams.bodies("GET *")
def nearest_left_out(call: Call, body: Object) -> Object:
    """A page before an object leaves its neighbour out."""
    turn = "ending_before" in call.params
    return {**body, "data": body["data"][:-1]} if turn else body


@seams.bodies("GET *")
def later_pages_of_others(call: Call, body: Object) -> Object:
    """The entries of pages after a cursor are in another mode."""
    if not call.get("starting_after"):
        return body
    return {**body, "data": [{**entry, "livemode": True} for entry in body["data"]]}
