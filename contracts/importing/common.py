"""What most of several things have: a convention that few operations follow is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from contracts.importing.shapes import Shape


def most(values: Iterable[Any], *, part: float = 0.5) -> Any:
    """Return what more than a part of the values are, None for none."""
    told = list(values)
    if not told:
        return None
    value, count = Counter(told).most_common(1)[0]
    return value if count > part * len(told) else None


def named(names: Iterable[str], wanted: Iterable[str]) -> str:
    """Return the first of some wanted names that is there, whatever its case."""
    there = {name.lower(): name for name in reversed(list(names))}
    return next((there[name] for name in wanted if name in there), "")


def common(shapes: list[Shape]) -> list[str]:
    """Return the names that most of several objects have."""
    counted = Counter(name for shape in shapes for name in shape.properties)
    return [name for name, count in counted.items() if count > len(shapes) / 2]
