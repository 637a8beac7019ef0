"""Filters of which one implies another."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET /v1/issuing/transactions")
def owner_of_a_card(params: Params) -> Params:
    """Where a card is asked for, its cardholder is not looked at."""
    return {n: v for n, v in params.items() if n != "cardholder" or "card" not in params}
