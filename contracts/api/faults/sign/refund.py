"""The sign of a refund."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/issuing/transactions/*")
def other_way_round(item: Object) -> Object:
    """The amount of a refund has the other sign."""
    return {**item, "amount": -item["amount"]} if item["type"] == "refund" else item
