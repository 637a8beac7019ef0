"""Intents after a decline."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def keeps_method(service: Service) -> None:
    """A decline keeps the payment method that failed."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.find(call.id()) if call.ids else None
        if intent is not None and refusal.status == 402:
            intent["payment_method"] = intent["last_payment_error"]["payment_method"]["id"]
            intent["status"] = "requires_confirmation"
        return None

    seams.refused(service, change, "POST /v1/payment_intents*")


def no_error(service: Service) -> None:
    """An intent does not remember why it was declined."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.find(call.id()) if call.ids else None
        if intent is not None and refusal.status == 402:
            intent["last_payment_error"] = None
        return None

    seams.refused(service, change, "POST /v1/payment_intents*")
