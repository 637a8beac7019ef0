"""Amounts that are no integers."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object

NAMES = ("amount", "amount_received", "amount_capturable")


def decimals(service: Service) -> None:
    """Amounts are texts with two decimals."""

    def change(item: Object) -> Object:
        amounts = {n: f"{v / 100:.2f}" for n, v in item.items() if n in NAMES and v is not None}
        return {**item, **amounts}

    seams.objects(service, change)
