"""Sums of requests that come together."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.together("POST /v1/payment_intents/{intent}/c*")
def both_counted(call: Call, _refusal: ApiError) -> Object | None:
    """A capture that comes too late is refused after its amount was added."""
    intent = call.store.get("payment_intent", call.id())
    intent["amount_received"] += call.get("amount_to_capture", intent["amount"])
    return None
