"""Calls that do not exist."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def made(service: Service) -> None:
    """A bundle is made."""
    seams.statuses(service, 405, 200, "POST /v1/issuing/physical_bundles")
