"""Spaces that are written as a plus."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def kept(service: Service) -> None:
    """A plus stays a plus."""
    seams.text(service, lambda text: text.replace("+", "%2B"))
