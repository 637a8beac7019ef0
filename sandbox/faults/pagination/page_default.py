"""Pages of which no size was asked for."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def twenty(service: Service) -> None:
    """A page has twenty objects."""
    seams.parameters(service, lambda p: {"limit": 20, **p}, "GET *")


def five(service: Service) -> None:
    """A page has five objects."""
    seams.parameters(service, lambda p: {"limit": 5, **p}, "GET *")
