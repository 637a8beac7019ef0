"""Operators of the query language."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def edge_included(params: Params) -> Params:
    """What is to be above a number may be that number."""
    return _rewritten(params, "amount>1", "amount>=1")


@seams.parameters(_SEARCH)
def negation_ignored(params: Params) -> Params:
    """A negated condition is taken as it stands."""
    return _rewritten(params, " -", " ")


@seams.parameters(_SEARCH)
def or_taken_for_and(params: Params) -> Params:
    """Of two alternatives both are asked for."""
    return _rewritten(params, " OR ", " AND ")


def _rewritten(params: Params, old: str, new: str) -> Params:
    return {**params, "query": str(params["query"]).replace(old, new)}
