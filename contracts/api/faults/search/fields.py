"""Fields that can be searched by."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service

_SEARCH = "GET /v1/payment_intents/search"


def last_clause_lost(service: Service) -> None:
    """Of several conditions the last is not looked at."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        text = str(params["query"])
        return {**params, "query": text.rpartition(" AND ")[0] or text}

    seams.parameters(service, change, _SEARCH)
