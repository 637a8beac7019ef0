"""What the ids of a document look like, where their patterns say it: `^PN[0-9a-f]{32}$`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEGINNING = re.compile(r"\^([A-Za-z]{1,8}[_-]?)([\[\\][^|]*)\$")


def beginning(pattern: object) -> tuple[str, str]:
    """Return the letters with which each id of a pattern begins, and what follows; "" twice where
    it says no such thing.
    """
    found = _BEGINNING.fullmatch(pattern) if isinstance(pattern, str) else None
    return (found[1], found[2]) if found else ("", "")


def pattern_of_all(patterns: Sequence[object]) -> str:
    """Return the pattern of all ids of an API, "" where they have none in common.

    What kinds differ in is the beginning of their own: as many letters of any sort that they have.
    """
    parts = [beginning(pattern) for pattern in patterns]
    if not parts or len({(len(first), rest) for first, rest in parts}) > 1 or not parts[0][1]:
        return ""
    firsts = {first for first, _ in parts}
    if len(firsts) == 1:
        return f"{firsts.pop()}{parts[0][1]}"
    return f"{''.join(map(_letters, zip(*firsts, strict=True)))}{parts[0][1]}"


def _letters(those: tuple[str, ...]) -> str:
    """Return the class of what kinds have in one place."""
    if set(those) <= {"_", "-"}:
        return f"[{''.join(sorted(set(those), reverse=True))}]"
    cases = (("A-Z", str.isupper), ("a-z", str.islower))
    found = "".join(letters for letters, is_one in cases if any(map(is_one, those)))
    return f"[{found}{'_' if '_' in those else ''}]"
