"""Creations that are declined."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents")
def given_up(call: Call, refusal: ApiError) -> Object | None:
    """A creation that was declined leaves a canceled intent."""
    if refusal.status == 402:
        intent = call.store.get("payment_intent", refusal.extra["payment_intent"]["id"])
        intent["status"] = "canceled"
    return None
