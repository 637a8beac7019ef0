"""Where shipping starts."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def delivered(service: Service) -> None:
    """A new card is delivered already."""

    def change(item: Object) -> Object:
        shipping = item.get("shipping")
        return {**item, "shipping": {**shipping, "status": "delivered"}} if shipping else item

    seams.objects(service, change, "POST /v1/issuing/cards")
