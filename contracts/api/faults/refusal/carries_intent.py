"""Refusals for an intent's state."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def alone(service: Service) -> None:
    """A refusal for the state does not carry the intent."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status == 400:
            error.pop("payment_intent", None)
        return status, error

    seams.errors(service, change)


def id_only(service: Service) -> None:
    """A refusal for the state carries the id of the intent."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status == 400 and "payment_intent" in error:
            error["payment_intent"] = error["payment_intent"]["id"]
        return status, error

    seams.errors(service, change)


def as_it_began(service: Service) -> None:
    """A refusal for the state carries the intent without what became of it."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        intent = error.get("payment_intent")
        if status == 400 and isinstance(intent, dict):
            error["payment_intent"] = {**intent, "latest_charge": None, "amount_received": 0}
        return status, error

    seams.errors(service, change)
