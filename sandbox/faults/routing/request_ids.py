"""The ids of requests."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def always_the_same(service: Service) -> None:
    """Every request has the same id."""
    seams.headers(service, {"request-id": "req_00000000000000"})
