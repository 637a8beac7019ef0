"""Cancelled holds."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/cancel")
def taken(_call: Call, intent: Object) -> None:
    """Cancelling takes what was held."""
    intent["amount_received"] = intent["amount"]


@seams.refused("POST /v1/payment_intents/*/capture")
def captured_later(call: Call, refusal: ApiError) -> Object | None:
    """What was cancelled can be captured."""
    intent = call.store.get("payment_intent", call.id())
    if intent["status"] != "canceled" or refusal.status != 400:
        return None
    return intent
