"""Requests that break the server."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def refusals_crash(service: Service) -> None:
    """What should be refused is a crash."""
    seams.statuses(service, 400, 500)
