"""When things were made."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def milliseconds(item: Object) -> Object:
    """Points in time are in milliseconds."""
    return {**item, "created": item["created"] * 1000} if "created" in item else item


@seams.objects()
def frozen(item: Object) -> Object:
    """Everything was made at one time, long ago."""
    return {**item, "created": 1_234_567_890} if "created" in item else item
