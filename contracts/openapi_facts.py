"""How a fact of a table is said in JSON Schema, whichever document it is for."""

from __future__ import annotations

from collections.abc import Iterable


def whole(pattern: str) -> str:
    """Return a pattern that a whole text fits, as JSON Schema has it, which looks for a part."""
    return f"^(?:{pattern})$" if pattern else ""


def choices(kind: str, values: Iterable[str]) -> list[str] | list[int]:
    """Return the values of an enum as they are of their type: tables hold texts."""
    return [int(value) for value in values] if kind == "integer" else list(values)
