"""Requests with a key of no account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox import seams
from sandbox.service import Service


def any_test_key(service: Service) -> None:
    """Every key that looks like a test key is good."""

    def kind(inner: Callable[[str], str], header: str) -> str:
        return "secret" if "sk_test_" in header else inner(header)

    seams.keys(service, kind)


def other_type(service: Service) -> None:
    """The refusal has a type of its own."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return status, {**error, "type": "authentication_error"} if status == 401 else error

    seams.errors(service, change)
