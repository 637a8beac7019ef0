"""Parameters that name nothing."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """An id of nothing counts as not sent."""
    seams.forgiving(
        service, lambda refusal: refusal.code == "resource_missing" and refusal.status == 400
    )


def not_found(service: Service) -> None:
    """An id of nothing in a parameter is answered like one in the path."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return 404 if error.get("code") == "resource_missing" else status, error

    seams.errors(service, change)
