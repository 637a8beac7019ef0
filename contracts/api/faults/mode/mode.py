"""Objects of the other mode."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def live_mandates(service: Service) -> None:
    """Mandates are live although nothing else is."""
    seams.objects(service, lambda item: {**item, "livemode": True}, "GET /v1/mandates/*")


def live_links(service: Service) -> None:
    """Payment links are live although nothing else is."""
    seams.objects(service, lambda item: {**item, "livemode": True}, "GET /v1/payment_links")
