"""Values of another type."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def integers_ignored(service: Service) -> None:
    """What should be an integer and is none counts as not sent."""
    seams.forgiving(service, lambda refusal: refusal.message.startswith("Invalid integer"))


def shapes_ignored(service: Service) -> None:
    """A text in the place of an object counts as not sent."""
    seams.forgiving(
        service, lambda refusal: refusal.message.startswith(("Invalid object", "Invalid array"))
    )


def booleans_ignored(service: Service) -> None:
    """What is neither true nor false counts as not sent."""
    seams.forgiving(service, lambda refusal: refusal.message.startswith("Invalid boolean"))
