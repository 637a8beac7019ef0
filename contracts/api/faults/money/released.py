"""Cancelled holds."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def taken(service: Service) -> None:
    """Cancelling takes what was held."""

    def change(_call: Call, intent: Object) -> None:
        intent["amount_received"] = intent["amount"]

    seams.afterwards(service, change, "POST /v1/payment_intents/*/cancel")


def captured_later(service: Service) -> None:
    """What was cancelled can be captured."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.get("payment_intent", call.id())
        if intent["status"] != "canceled" or refusal.status != 400:
            return None
        return intent

    seams.refused(service, change, "POST /v1/payment_intents/*/capture")
