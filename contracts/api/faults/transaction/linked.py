"""Transactions that are disputed."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/issuing/transactions/*")
def not_told(item: Object) -> Object:
    """A transaction does not name its dispute."""
    return {**item, "dispute": None}
