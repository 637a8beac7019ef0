"""Refused requests that change something."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def metadata_written(service: Service) -> None:
    """A refused request leaves its mark in the metadata."""
    seams.marking(service)
