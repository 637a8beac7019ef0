"""Second captures."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents/*/capture")
def twice(call: Call, refusal: ApiError) -> Object | None:
    """What was captured in part can be captured again."""
    intent = call.store.get("payment_intent", call.id())
    if intent["status"] != "succeeded" or refusal.status != 400:
        return None
    intent["amount_received"] = intent["amount"]
    return intent
