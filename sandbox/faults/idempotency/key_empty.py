"""Keys without a character."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def no_key(service: Service) -> None:
    """An empty key is no key."""
    seams.memory(service, recall=lambda inner, key, request: inner(key, request) if key else None)
