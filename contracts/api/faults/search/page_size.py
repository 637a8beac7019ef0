"""How much is on a page of a search."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def limit_ignored(params: Params) -> Params:
    """A page has ten objects, whatever was asked for."""
    return {name: value for name, value in params.items() if name != "limit"}
