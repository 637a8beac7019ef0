"""Cards in the place of others."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def not_told(service: Service) -> None:
    """The card before does not know what stands in its place."""
    seams.objects(service, lambda item: {**item, "replaced_by": None}, "* /v1/issuing/cards*")
