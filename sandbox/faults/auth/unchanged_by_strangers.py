"""Refused keys that change something."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError


@seams.scribbling("POST *")
def done_before_refused(kept: dict[str, str], refusal: ApiError) -> dict[str, str]:
    """What a request without a good key asks for is written before the key is looked at."""
    return {**kept, "stranger": "1"} if refusal.status == 401 else kept
