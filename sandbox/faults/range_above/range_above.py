"""Numbers that are too large."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """A number that is too large counts as not sent."""
    seams.forgiving(service, lambda refusal: "less than or equal" in refusal.message)
