"""Times that are not counted in seconds."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def milliseconds(item: Object) -> Object:
    """The time of making is counted in milliseconds."""
    return {**item, "created": item["created"] * 1000} if "created" in item else item
