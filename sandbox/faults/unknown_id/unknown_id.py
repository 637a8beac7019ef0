"""Ids of nothing in the path."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def bad_request(service: Service) -> None:
    """An id of nothing is answered with 400."""
    seams.statuses(service, 404, 400)


def code_missing(service: Service) -> None:
    """The refusal has no code."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return status, {n: v for n, v in error.items() if status != 404 or n != "code"}

    seams.errors(service, change)
