"""Metadata that cannot be deleted as a whole."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """An empty `metadata` is ignored."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {n: v for n, v in params.items() if n != "metadata" or v is not None}

    seams.parameters(service, change, "POST *")


def ignored_by_actions(service: Service) -> None:
    """An empty `metadata` that comes with an action is ignored."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {n: v for n, v in params.items() if n != "metadata" or v is not None}

    seams.parameters(service, change, "POST /v1/payment_intents/*/capture")
