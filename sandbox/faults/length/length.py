"""Texts that are too long."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """A text that is too long counts as not sent."""
    seams.forgiving(service, lambda refusal: "must be at most" in refusal.message)
