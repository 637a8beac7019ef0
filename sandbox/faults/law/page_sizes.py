"""Pages of some sizes lose what follows."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies("GET *")
def single_pages_end(call: Call, body: Object) -> Object:
    """A page of one object never says that there is more."""
    return {**body, "has_more": False} if call.params.get("limit") == 1 else body
