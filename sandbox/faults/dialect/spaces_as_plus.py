"""Spaces that are written as a plus."""

from __future__ import annotations

from sandbox import seams


@seams.text
def kept(text: str) -> str:
    """A plus stays a plus."""
    return text.replace("+", "%2B")
