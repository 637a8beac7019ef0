"""What is disputed without an amount."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("POST /v1/issuing/disputes")
def signed(item: Object) -> Object:
    """The amount keeps the sign of the transaction."""
    return {**item, "amount": -item["amount"]}


@seams.objects("POST /v1/issuing/disputes")
def nothing(item: Object) -> Object:
    """Without an amount nothing is disputed."""
    return {**item, "amount": 0}
