"""Fields that can be searched by."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def last_clause_lost(params: Params) -> Params:
    """Of several conditions the last is not looked at."""
    text = str(params["query"])
    return {**params, "query": text.rpartition(" AND ")[0] or text}
