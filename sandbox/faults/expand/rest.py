"""What expansion does to the rest of a body."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def nulls_left_out(service: Service) -> None:
    """With an expansion the fields that are null are left out."""

    def change(call: Call, body: Object) -> Object:
        kept = {name: value for name, value in body.items() if value is not None}
        return kept if call.expand else body

    seams.bodies(service, change)


def everything_expanded(service: Service) -> None:
    """With an expansion the other ids become objects as well."""

    def change(call: Call, body: Object) -> Object:
        if not call.expand:
            return body
        known = {n: call.store.find(v) for n, v in body.items() if isinstance(v, str) and n != "id"}
        return {**body, **{name: found for name, found in known.items() if found}}

    seams.bodies(service, change)
