"""Keys that are repeated."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.keys
def repeated(inner: seams.Kind, header: str) -> str:
    """A refused key stands in the message, whole."""
    try:
        return inner(header)
    except ApiError as refusal:
        raise ApiError(refusal.status, f"Invalid API Key provided: {header}") from None
