"""What is disputed without an amount."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def signed(service: Service) -> None:
    """The amount keeps the sign of the transaction."""
    seams.objects(
        service, lambda item: {**item, "amount": -item["amount"]}, "POST /v1/issuing/disputes"
    )


def nothing(service: Service) -> None:
    """Without an amount nothing is disputed."""
    seams.objects(service, lambda item: {**item, "amount": 0}, "POST /v1/issuing/disputes")
