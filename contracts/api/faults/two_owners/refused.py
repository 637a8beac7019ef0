"""Lists that are filtered by two kinds of customers at once."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_LIST = "GET /v1/payment_intents"
_BOTH = ("customer", "customer_account")


def _without(params: Params, *names: str) -> Params:
    """Return parameters without some of two that come together."""
    together = all(params.get(name) for name in _BOTH)
    return {n: v for n, v in params.items() if not together or n not in names}


@seams.parameters(_LIST)
def first_alone(params: Params) -> Params:
    """Of the two kinds the first is looked at."""
    return _without(params, "customer_account")


@seams.parameters(_LIST)
def second_alone(params: Params) -> Params:
    """Of the two kinds the second is looked at."""
    return _without(params, "customer")


@seams.parameters(_LIST)
def neither(params: Params) -> Params:
    """With both kinds nothing is filtered."""
    return _without(params, *_BOTH)
