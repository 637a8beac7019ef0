"""What `has_more` says of a page before an object."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def always_speaks_of_older(call: Call, body: Object) -> Object:
    """A page before an object says that there is more, as there is below it."""
    return {**body, "has_more": True} if "ending_before" in call.params else body
