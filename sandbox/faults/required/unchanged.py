"""Requests that lack something and change something."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.store import Object


@seams.refusing("POST *")
def metadata_written(item: Object, refusal: ApiError) -> None:
    """A request that lacks what is required leaves its mark in the metadata."""
    if refusal.status == 400:
        item["metadata"] = {**(item.get("metadata") or {}), "refused": "1"}
