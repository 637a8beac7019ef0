"""The fields of answers."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def field_missing(item: Object) -> Object:
    """A field is left out."""
    return {name: value for name, value in item.items() if name != "livemode"}


@seams.objects()
def integers_as_text(item: Object) -> Object:
    """Points in time are texts."""
    return {**item, "created": str(item["created"])} if "created" in item else item


@seams.objects()
def null(item: Object) -> Object:
    """What is never null is null."""
    return {**item, "livemode": None}


@seams.objects()
def another_kind(item: Object) -> Object:
    """The object says that it is another."""
    return {**item, "object": "thing"}
