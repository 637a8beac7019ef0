"""Where designs start."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("POST /v1/issuing/personalization_designs")
def rejected(item: Object) -> Object:
    """A new design is rejected."""
    return {**item, "status": "rejected"}
