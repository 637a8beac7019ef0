"""Payments that may not wait for an action."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """Nobody looks at error_on_requires_action."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in params.items() if k != "error_on_requires_action"}

    seams.parameters(service, change, "POST /v1/payment_intents*")
