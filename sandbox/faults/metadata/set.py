"""Metadata that is not kept."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def dropped(service: Service) -> None:
    """Metadata is accepted and forgotten."""
    seams.objects(service, lambda item: {**item, "metadata": {}})
