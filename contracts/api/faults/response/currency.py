"""Currencies in another form."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def capitals(item: Object) -> Object:
    """Currencies come back in capitals."""
    known = isinstance(item.get("currency"), str)
    return {**item, "currency": item["currency"].upper()} if known else item
