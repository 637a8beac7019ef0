"""How long a query may be."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def cut(params: Params) -> Params:
    """Clauses that are too many are left out."""
    clauses = str(params.get("query", "")).split(" AND ")
    return {**params, "query": " AND ".join(clauses[:10])}
