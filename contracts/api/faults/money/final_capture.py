"""Captures that are not the last."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """Nobody looks at final_capture."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in params.items() if k != "final_capture"}

    seams.parameters(service, change, "POST /v1/payment_intents/*/capture")
