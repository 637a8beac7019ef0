"""Empty texts where nothing can be cleared."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """An empty text counts as not sent."""
    seams.forgiving(service, lambda refusal: refusal.code == "parameter_invalid_empty")


def without_code(service: Service) -> None:
    """The refusal does not say why."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if error.get("code") == "parameter_invalid_empty":
            del error["code"]
        return status, error

    seams.errors(service, change)
