"""Metadata of what was made without."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def null(service: Service) -> None:
    """Without metadata there is null."""
    seams.objects(service, lambda item: {**item, "metadata": item.get("metadata") or None})
