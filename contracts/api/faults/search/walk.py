"""Pages of a search."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def page_ignored(params: Params) -> Params:
    """Every page is the first."""
    return {name: value for name, value in params.items() if name != "page"}
