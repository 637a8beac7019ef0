"""What the network says of a token."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.objects("GET /v1/issuing/tokens/*")
def unasked(item: Object) -> Object:
    """A token shows it unasked."""
    data = {"network_data": {"type": "visa"}}
    return {**data, **item}


@seams.bodies("POST /v1/issuing/tokens/*")
def after_update(_call: Call, body: Object) -> Object:
    """An update shows it unasked."""
    return {"network_data": {"type": "visa"}, **body}
