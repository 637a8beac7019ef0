"""Values that no table lists."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """An unknown value counts as not sent."""
    seams.forgiving(service, lambda refusal: "must be one of" in refusal.message)


def with_code(service: Service) -> None:
    """The refusal has a code that the API does not have."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if "must be one of" in error["message"]:
            error["code"] = "parameter_invalid_enum"
        return status, error

    seams.errors(service, change)
