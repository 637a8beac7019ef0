"""Intents after too many attempts."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents/*/verify_microdeposits")
def waits(call: Call, refusal: ApiError) -> Object | None:
    """After too many attempts the intent still waits."""
    if str(refusal.code).endswith("attempts_exceeded"):
        call.store.get("payment_intent", call.id())["status"] = "requires_action"
    return None
