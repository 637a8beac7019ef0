"""What expansion does to the rest of a body."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.bodies()
def nulls_left_out(call: Call, body: Object) -> Object:
    """With an expansion the fields that are null are left out."""
    kept = {name: value for name, value in body.items() if value is not None}
    return kept if call.expand else body


@seams.bodies()
def everything_expanded(call: Call, body: Object) -> Object:
    """With an expansion the other ids become objects as well."""
    if not call.expand:
        return body
    known = {n: call.store.find(v) for n, v in body.items() if isinstance(v, str) and n != "id"}
    return {**body, **{name: found for name, found in known.items() if found}}
