"""The bracketed paths that a form sends, told without the strategies' own paths."""

from __future__ import annotations

from typing import Any


def paths_of(value: Any, path: str = "") -> set[str]:
    """Return the paths of a form; an element of an array is written `[]`."""
    found = {path} if path else set()
    if isinstance(value, dict):
        for name, inner in value.items():
            found |= paths_of(inner, f"{path}[{name}]" if path else str(name))
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict):
                found |= paths_of(inner, f"{path}[]")
    return found


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Return the value at each exact place of a form: arrays by index."""
    if isinstance(value, dict) and value:
        pairs = [(f"{path}[{name}]" if path else str(name), v) for name, v in value.items()]
    elif isinstance(value, list) and value:
        pairs = [(f"{path}[{index}]", inner) for index, inner in enumerate(value)]
    else:
        return {path: value} if path else {}
    found: dict[str, Any] = {}
    for place, inner in pairs:
        found |= leaves(inner, place)
    return found
