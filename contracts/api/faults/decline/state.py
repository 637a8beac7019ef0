"""Intents after a decline."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents*")
def keeps_method(call: Call, refusal: ApiError) -> Object | None:
    """A decline keeps the payment method that failed."""
    intent = call.store.find(call.id()) if call.ids else None
    if intent is not None and refusal.status == 402:
        intent["payment_method"] = intent["last_payment_error"]["payment_method"]["id"]
        intent["status"] = "requires_confirmation"
    return None


@seams.refused("POST /v1/payment_intents*")
def no_error(call: Call, refusal: ApiError) -> Object | None:
    """An intent does not remember why it was declined."""
    intent = call.store.find(call.id()) if call.ids else None
    if intent is not None and refusal.status == 402:
        intent["last_payment_error"] = None
    return None
