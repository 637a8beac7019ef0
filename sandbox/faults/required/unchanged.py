"""Requests that lack something and change something."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.scribbling("POST *")
def metadata_written(kept: dict[str, str], refusal: ApiError) -> dict[str, str]:
    """A request that lacks what is required leaves its mark in the metadata."""
    return {**kept, "refused": "1"} if refusal.status == 400 else kept
