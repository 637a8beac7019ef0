"""Pages before an object that are not those after another."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def backward_order(service: Service) -> None:
    """A page before an object stands in the order in which it was travelled."""

    def change(call: Call, body: Object) -> Object:
        turn = "ending_before" in call.params
        return {**body, "data": body["data"][::-1]} if turn else body

    seams.bodies(service, change, "GET *")


def nearest_left_out(service: Service) -> None:
    """A page before an object leaves its neighbour out."""

    def change(call: Call, body: Object) -> Object:
        turn = "ending_before" in call.params
        return {**body, "data": body["data"][:-1]} if turn else body

    seams.bodies(service, change, "GET *")


def later_pages_of_others(service: Service) -> None:
    """The entries of pages after a cursor are in another mode."""

    def change(call: Call, body: Object) -> Object:
        if not call.get("starting_after"):
            return body
        return {**body, "data": [{**entry, "livemode": True} for entry in body["data"]]}

    seams.bodies(service, change, "GET *")
