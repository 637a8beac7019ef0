"""Metadata that comes back otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def spaces_joined(service: Service) -> None:
    """Of several spaces one is left."""
    _values(service, lambda text: " ".join(text.split()))


def numbers(service: Service) -> None:
    """Values that look like numbers come back as numbers."""
    _values(service, lambda text: int(text) if text.isdigit() else text)


def basic_plane_only(service: Service) -> None:
    """Characters beyond the basic plane are lost."""
    _values(service, lambda text: "".join(c if ord(c) < 0x10000 else "?" for c in text))


def keys_lowered(service: Service) -> None:
    """Objects that are read show their keys in lower case."""

    def outer(item: Object) -> Object:
        metadata = item.get("metadata") or {}
        return {**item, "metadata": {key.lower(): text for key, text in metadata.items()}}

    seams.objects(service, outer, "GET *")


def _values(service: Service, change: Callable[[str], Any]) -> None:
    def outer(item: Object) -> Object:
        metadata = item.get("metadata") or {}
        return {**item, "metadata": {key: change(text) for key, text in metadata.items()}}

    seams.objects(service, outer)
