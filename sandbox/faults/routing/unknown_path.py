"""Paths that lead nowhere."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def with_code(service: Service) -> None:
    """An unknown path has the code of an unknown object."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return status, {**error, "code": "resource_missing"} if status == 404 else error

    seams.errors(service, change)


def bad_request(service: Service) -> None:
    """An unknown path is a 400."""
    seams.statuses(service, 404, 400)
