"""Verbs that a path does not have."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def crash(service: Service) -> None:
    """An unknown verb is a crash."""
    seams.statuses(service, 405, 500)


def accepted(service: Service) -> None:
    """An unknown verb is taken for POST."""
    seams.statuses(service, 405, 200)
