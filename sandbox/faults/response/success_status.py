"""The status of success."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def created(service: Service) -> None:
    """What was made is answered with 201."""
    seams.statuses(service, 200, 201, "POST *")
