"""Refusals for the state of an object, whatever was asked of it."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def id_only(service: Service) -> None:
    """The refusal carries the id of the intent."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status == 400 and "payment_intent" in error:
            error["payment_intent"] = error["payment_intent"]["id"]
        return status, error

    seams.errors(service, change)


def another(service: Service) -> None:
    """The refusal carries another intent than the one in the path."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status == 400 and "payment_intent" in error:
            error["payment_intent"] = {**error["payment_intent"], "id": "pi_another"}
        return status, error

    seams.errors(service, change)
