"""What `has_more` says."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def never(_call: Call, body: Object) -> Object:
    """`has_more` is always false."""
    return {**body, "has_more": False}


@seams.bodies("GET *")
def inverted(_call: Call, body: Object) -> Object:
    """`has_more` says the opposite."""
    return {**body, "has_more": not body["has_more"]} if "has_more" in body else body
