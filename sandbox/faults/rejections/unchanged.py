"""Refused requests that change something."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.scribbling("POST *")
def metadata_written(kept: dict[str, str], refusal: ApiError) -> dict[str, str]:
    """A refused request leaves its mark in the metadata."""
    return {**kept, "refused": "1"} if refusal.status == 400 else kept
