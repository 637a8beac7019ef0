"""Whole numbers in texts that others wrote: some have more digits than Python reads."""

from __future__ import annotations

_MOST = 4_000  # digits; the interpreter reads 4,300


def whole(text: str) -> int | None:
    """Return the number that decimal digits say, None for another text and for endless digits."""
    return int(text) if text.isdecimal() and len(text) <= _MOST else None
