"""The envelope of errors."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def without_type(service: Service) -> None:
    """The error has no type."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return status, {name: value for name, value in error.items() if name != "type"}

    seams.errors(service, change)


def other_type(service: Service) -> None:
    """The error has a type of another API."""
    seams.errors(service, lambda status, error: (status, {**error, "type": "validation_error"}))


def speechless(service: Service) -> None:
    """The message of an error is empty."""
    seams.errors(service, lambda status, error: (status, {**error, "message": ""}))


def flat(service: Service) -> None:
    """The error stands at the top of the body."""

    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        status, body = inner(method, path, refusal)
        return status, dict(body["error"])

    service.refuse = outer
