"""Keys that are too long."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def cut(service: Service) -> None:
    """A key is cut where it is too long."""
    seams.memory(service, recall=lambda inner, key, request: inner(key[:255], request))
