"""Increments that are refused."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def lowered(service: Service) -> None:
    """An authorization can be lowered, and raised where nothing supports it."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.get("payment_intent", call.id())
        if refusal.status != 400 or intent["status"] != "requires_capture":
            return None
        intent["amount"] = intent["amount_capturable"] = call.params["amount"]
        return intent

    seams.refused(service, change, "POST /v1/payment_intents/*/increment_authorization")


def after_capture(service: Service) -> None:
    """What was captured can be raised."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.get("payment_intent", call.id())
        return intent if intent["status"] == "succeeded" and refusal.status == 400 else None

    seams.refused(service, change, "POST /v1/payment_intents/*/increment_authorization")
