"""Keys that are repeated."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.service import Service


def repeated(service: Service) -> None:
    """A refused key stands in the message, whole."""

    def kind(inner: Callable[[str], str], header: str) -> str:
        try:
            return inner(header)
        except ApiError as refusal:
            raise ApiError(refusal.status, f"Invalid API Key provided: {header}") from None

    seams.keys(service, kind)
