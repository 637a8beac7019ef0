"""The currency of disputes."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def always_euros(service: Service) -> None:
    """Every dispute is in euros."""
    seams.objects(service, lambda item: {**item, "currency": "eur"}, "POST /v1/issuing/disputes")
