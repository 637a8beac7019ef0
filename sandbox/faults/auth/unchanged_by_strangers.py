"""Refused keys that change something."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refusing("POST *")
def done_before_refused(item: Object, refusal: ApiError) -> None:
    """What a request without a good key asks for is written before the key is looked at."""
    if refusal.status == 401:
        item["metadata"] = {**(item.get("metadata") or {}), "stranger": "1"}
