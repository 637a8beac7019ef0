"""Payments while the customer is away."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """Nobody looks at off_session."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in params.items() if k != "off_session"}

    seams.parameters(service, change, "POST /v1/payment_intents*")
