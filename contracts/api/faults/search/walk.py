"""Pages of a search."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service

_SEARCH = "GET /v1/payment_intents/search"


def page_ignored(service: Service) -> None:
    """Every page is the first."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in params.items() if name != "page"}

    seams.parameters(service, change, _SEARCH)
