"""Arrays that are written with empty brackets."""

from __future__ import annotations

from sandbox import seams


@seams.text
def bare_names(text: str) -> str:
    """Empty brackets are dropped, as by servers that know repeated names only."""
    return text.replace("[]", "").replace("%5B%5D", "")
