"""Bracketed names of parameters: their segments, and the row of a table that they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contracts.model import Parameter

_NAME = re.compile(r"[^\[\]]+(?:\[[^\[\]]*\])*")


def parts(name: str) -> list[str]:
    """Return the segments of a bracketed name, [] when its brackets do not fit."""
    return name.replace("]", "").split("[") if _NAME.fullmatch(name) else []


def head(name: str) -> str:
    """Return a name up to its first bracket."""
    return name.partition("[")[0]


def row_of(rows: Sequence[Parameter], name: str) -> Parameter | None:
    """Return the row of a table that a bracketed name means, None when there is none."""
    path = parts(name)
    found = next((row for row in rows if path and row.name == path[0]), None)
    for part in path[1:]:
        found = _below(found, part) if found else None
    return found


def _below(row: Parameter, part: str) -> Parameter | None:
    if row.type == "array" and (part == "" or part.isdigit()):
        return row.items
    if row.type == "map":
        return row.values
    child = next((child for child in row.children if child.name == part), None)
    if child is not None:
        return child
    return next((found for other in row.alternatives if (found := _below(other, part))), None)
