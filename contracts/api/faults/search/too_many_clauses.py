"""How long a query may be."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service

_SEARCH = "GET /v1/payment_intents/search"


def cut(service: Service) -> None:
    """Clauses that are too many are left out."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        clauses = str(params.get("query", "")).split(" AND ")
        return {**params, "query": " AND ".join(clauses[:10])}

    seams.parameters(service, change, _SEARCH)
