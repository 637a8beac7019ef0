"""How much is on a page of a search when nobody says."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def nine(params: Params) -> Params:
    """A page has nine objects unless another number was asked for."""
    return {**params, "limit": params.get("limit") or 9}


@seams.parameters(_SEARCH)
def hundred(params: Params) -> Params:
    """A page has as many objects as it can unless another number was asked for."""
    return {**params, "limit": params.get("limit") or 100}
