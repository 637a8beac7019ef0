"""Metadata that is not kept."""

from __future__ import annotations

from sandbox import seams


@seams.metadata()
def dropped(_kept: dict[str, str]) -> dict[str, str]:
    """Metadata is accepted and forgotten."""
    return {}
