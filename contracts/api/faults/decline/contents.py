"""What a decline carries."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def no_intent(service: Service) -> None:
    """A decline does not carry the intent."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status == 402:
            error.pop("payment_intent", None)
        return status, error

    seams.errors(service, change)


def blames_a_parameter(service: Service) -> None:
    """A decline names a parameter."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status == 402:
            error["param"] = "payment_method"
        return status, error

    seams.errors(service, change)


def intent_of_before(service: Service) -> None:
    """A decline carries the intent in another currency and with another secret."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        intent = error.get("payment_intent")
        if status == 402 and isinstance(intent, dict):
            error["payment_intent"] = {**intent, "currency": "eur", "client_secret": "old"}
        return status, error

    seams.errors(service, change)
