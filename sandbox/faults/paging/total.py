"""Counts of a list that are not its own."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.shaping import TOTAL
from sandbox.store import Object


@seams.bodies()
def of_the_page(_call: Call, body: Object) -> Object:
    """The number of objects is that of the page."""
    return {**body, TOTAL: len(body["data"])} if TOTAL in body else body


@seams.bodies()
def one_more(_call: Call, body: Object) -> Object:
    """The number of objects is one too many."""
    return {**body, TOTAL: body[TOTAL] + 1} if TOTAL in body else body


@seams.bodies()
def as_a_text(_call: Call, body: Object) -> Object:
    """The number of objects is a text."""
    return {**body, TOTAL: str(body[TOTAL])} if TOTAL in body else body
