"""Lists that were copied from elsewhere."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import each
from sandbox.store import Object


@seams.bodies("GET *")
def from_a_copy(_call: Call, body: Object) -> Object:
    """The entries of a list come from a copy in which the mode is wrong."""
    return each(body, lambda entry: {**entry, "livemode": True})
