"""Elements of another type."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """An element of another type counts as not sent."""
    seams.forgiving(
        service, lambda refusal: "Invalid" in refusal.message and "[" in (refusal.param or "")
    )
