"""The sign of a capture."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def other_way_round(service: Service) -> None:
    """The amount of a capture has the other sign."""

    def change(item: Object) -> Object:
        return {**item, "amount": -item["amount"]} if item["type"] == "capture" else item

    seams.objects(service, change, "GET /v1/issuing/transactions/*")
