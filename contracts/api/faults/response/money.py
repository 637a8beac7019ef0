"""Amounts that are no integers."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object

NAMES = ("amount", "amount_received", "amount_capturable")


@seams.objects()
def decimals(item: Object) -> Object:
    """Amounts are texts with two decimals."""
    amounts = {n: f"{v / 100:.2f}" for n, v in item.items() if n in NAMES and isinstance(v, int)}
    return {**item, **amounts}
