"""Currencies in another form."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def capitals(service: Service) -> None:
    """Currencies come back in capitals."""

    def change(item: Object) -> Object:
        known = isinstance(item.get("currency"), str)
        return {**item, "currency": item["currency"].upper()} if known else item

    seams.objects(service, change)
