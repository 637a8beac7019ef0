"""Metadata of what was made without."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def null(item: Object) -> Object:
    """Without metadata there is null."""
    return {**item, "metadata": item.get("metadata") or None}
