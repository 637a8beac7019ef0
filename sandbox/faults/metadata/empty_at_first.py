"""Metadata of what was made without."""

from __future__ import annotations

from sandbox import seams


@seams.metadata()
def null(kept: dict[str, str]) -> dict[str, str] | None:
    """Without metadata there is null."""
    return kept or None
