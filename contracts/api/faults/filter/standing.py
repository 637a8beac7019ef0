"""Lists without the objects of a state."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults._entries import without
from sandbox.store import Object


@seams.bodies("GET /v1/issuing/cards")
def canceled(_call: Call, body: Object) -> Object:
    """Cards that were canceled are not listed."""
    return without(body, "canceled")


@seams.bodies("GET /v1/issuing/cardholders")
def inactive(_call: Call, body: Object) -> Object:
    """Cardholders that are not active are not listed."""
    return without(body, "inactive")


@seams.bodies("GET /v1/issuing/personalization_designs")
def rejected(_call: Call, body: Object) -> Object:
    """Designs that were rejected are not listed."""
    return without(body, "rejected")
