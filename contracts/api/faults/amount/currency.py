"""The currency of disputes."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("POST /v1/issuing/disputes")
def always_euros(item: Object) -> Object:
    """Every dispute is in euros."""
    return {**item, "currency": "eur"}
