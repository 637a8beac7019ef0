"""Where designs start."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def rejected(service: Service) -> None:
    """A new design is rejected."""
    seams.objects(
        service,
        lambda item: {**item, "status": "rejected"},
        "POST /v1/issuing/personalization_designs",
    )
