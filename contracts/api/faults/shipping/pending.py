"""Where shipping starts."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("POST /v1/issuing/cards")
def delivered(item: Object) -> Object:
    """A new card is delivered already."""
    shipping = item.get("shipping")
    return {**item, "shipping": {**shipping, "status": "delivered"}} if shipping else item
