"""Brackets that are percent-encoded."""

from __future__ import annotations

from sandbox import seams


@seams.text
def not_decoded(text: str) -> str:
    """Names are taken as they are written."""
    return text.replace("%5B", "%255B").replace("%5D", "%255D")
