"""What somebody may have meant by a name that nothing has."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MISTAKEN = 0.8  # how alike a name is to one for which it is mistaken, where it may be right as well


def nearest(name: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return the known name that is nearest, "" where none is `alike` enough (0 to 1)."""
    return next(iter(difflib.get_close_matches(name, list(known), 1, alike)), "")


def hint(name: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return the end of a sentence that hints at the nearest known name, "" where none is near."""
    near = nearest(name, known, alike)
    return f"; did you mean {near!r}?" if near else ""
