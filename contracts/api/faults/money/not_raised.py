"""Increments that are refused."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents/*/increment_authorization")
def lowered(call: Call, refusal: ApiError) -> Object | None:
    """An authorization can be lowered, and raised where nothing supports it."""
    intent = call.store.get("payment_intent", call.id())
    if refusal.status != 400 or intent["status"] != "requires_capture":
        return None
    intent["amount"] = intent["amount_capturable"] = call.params["amount"]
    return intent


@seams.refused("POST /v1/payment_intents/*/increment_authorization")
def after_capture(call: Call, refusal: ApiError) -> Object | None:
    """What was captured can be raised."""
    intent = call.store.get("payment_intent", call.id())
    return intent if intent["status"] == "succeeded" and refusal.status == 400 else None
