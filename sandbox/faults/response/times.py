"""Times of making that cannot be."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def of_1970(item: Object) -> Object:
    """Objects were made ten seconds after time began to be counted."""
    return {**item, "created": 10} if "created" in item else item
