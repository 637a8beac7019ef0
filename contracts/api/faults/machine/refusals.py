"""Moves that are accepted and must not be."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def second_capture(service: Service) -> None:
    """A second capture succeeds."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        intent = call.store.get("payment_intent", call.id())
        paid = intent["status"] == "succeeded" and refusal.status == 400
        return intent if paid else None

    seams.refused(service, change, "POST /v1/payment_intents/*/capture")


def back_from_canceled(service: Service) -> None:
    """A canceled card can be made active again."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        card = call.store.get("issuing.card", call.id())
        if card["status"] != "canceled" or refusal.status != 400:
            return None
        card["status"] = call.params["status"]
        return card

    seams.refused(service, change, "POST /v1/issuing/cards/*")


def code_lost_after_cancel(service: Service) -> None:
    """Moves of an intent that was canceled are refused for no given reason."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if (error.get("payment_intent") or {}).get("status") == "canceled":
            del error["code"]
        return status, error

    seams.errors(service, change, "POST /v1/payment_intents/*")


def stale_copy(service: Service) -> None:
    """A refused move of an intent carries the intent with another amount and without metadata."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        intent = error.get("payment_intent")
        if status == 400 and isinstance(intent, dict):
            error["payment_intent"] = {**intent, "metadata": {}, "amount": intent["amount"] + 1}
        return status, error

    seams.errors(service, change, "POST /v1/payment_intents/*")
