"""What the network says of a token that is updated."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_NAME = "network_data"


@seams.bodies("POST /v1/issuing/tokens/*")
def forgotten(_call: Call, body: Object) -> Object:
    """An update does not show it, though it was asked to."""
    return {name: value for name, value in body.items() if name != _NAME}


@seams.bodies("POST /v1/issuing/tokens/*")
def of_another(_call: Call, body: Object) -> Object:
    """An update shows another token's."""
    found = body.get(_NAME)
    if not found:
        return body
    visa = {**found["visa"], "token_reference_id": "DNITHEANOTHER"}
    return {**body, _NAME: {**found, "visa": visa}}


@seams.bodies("POST /v1/issuing/tokens/*")
def emptied(_call: Call, body: Object) -> Object:
    """An update shows that the network said something, and not what."""
    return {**body, _NAME: {"type": "visa"}} if body.get(_NAME) else body
