"""Metadata beyond its limits."""

from __future__ import annotations

from sandbox.faults.metadata import _limits
from sandbox.service import Service


def not_limited(service: Service) -> None:
    """There is no limit for long values of metadata."""
    _limits.unlimited(service, "values can have up to 500")


def smaller(service: Service) -> None:
    """The largest metadata that fits is refused."""
    _limits.smaller(service)
