"""How ids start."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def bare(item: Object) -> Object:
    """Ids have no prefix."""
    return {**item, "id": item["id"].rpartition("_")[2]} if "id" in item else item
