"""Numbers that are too small."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """A number that is too small counts as not sent."""
    seams.forgiving(service, lambda refusal: "greater than or equal" in refusal.message)
