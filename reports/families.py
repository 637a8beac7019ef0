"""Resources by families, so that an API of a hundred of them is read as a few dozen.

A family is what names have in common before their first separator. Where there are few resources,
each is told by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

FEW = 30  # resources, up to which each is a family of its own
_FIRST = re.compile(r"[^._]+")


def families(resources: Sequence[str]) -> dict[str, str]:
    """Return the family of each resource: a name, followed by `…` where several have it."""
    if len(resources) <= FEW:
        return {name: name for name in resources}
    first = {name: (_FIRST.search(name) or [name])[0] for name in resources}
    sizes = Counter(first.values())
    return {name: f"{start}…" if sizes[start] > 1 else name for name, start in first.items()}
