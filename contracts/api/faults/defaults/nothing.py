"""What a new intent has not."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents")
def empty(_call: Call, intent: Object) -> None:
    """What there is not yet is an empty text."""
    intent["cancellation_reason"] = ""


@seams.bodies("POST /v1/payment_intents")
def left_out(_call: Call, body: Object) -> Object:
    """What there is not yet is left out."""
    return {name: value for name, value in body.items() if value is not None}
