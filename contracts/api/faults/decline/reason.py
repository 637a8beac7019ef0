"""The reasons of declines."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def no_decline_code(service: Service) -> None:
    """A decline has no decline code."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        error.pop("decline_code", None)
        return status, error

    seams.errors(service, change)


def no_charge(service: Service) -> None:
    """A decline does not name its charge."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        error.pop("charge", None)
        return status, error

    seams.errors(service, change)
