"""Statement descriptors of cards."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """Card payments take a statement descriptor."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in params.items() if k != "statement_descriptor"}

    seams.parameters(service, change, "POST /v1/payment_intents")
