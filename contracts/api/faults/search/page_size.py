"""How much is on a page of a search."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service

_SEARCH = "GET /v1/payment_intents/search"


def limit_ignored(service: Service) -> None:
    """A page has ten objects, whatever was asked for."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in params.items() if name != "limit"}

    seams.parameters(service, change, _SEARCH)
