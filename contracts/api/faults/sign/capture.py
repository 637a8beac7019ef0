"""The sign of a capture."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/issuing/transactions/*")
def other_way_round(item: Object) -> Object:
    """The amount of a capture has the other sign."""
    return {**item, "amount": -item["amount"]} if item["type"] == "capture" else item
