"""Transactions that are disputed."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def not_told(service: Service) -> None:
    """A transaction does not name its dispute."""
    path = "GET /v1/issuing/transactions/*"
    seams.objects(service, lambda item: {**item, "dispute": None}, path)
