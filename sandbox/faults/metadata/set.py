"""Metadata that is not kept."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def dropped(item: Object) -> Object:
    """Metadata is accepted and forgotten."""
    return {**item, "metadata": {}}
