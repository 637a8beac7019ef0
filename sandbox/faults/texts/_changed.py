"""Every text of an object that people wrote, changed by a function: what faults share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def changed(value: Any, change: Callable[[str], str], *, own: bool = False) -> Any:
    """Return an object with its texts changed, but for those that metadata holds."""
    if isinstance(value, dict):
        return {name: inner if name == "metadata" else changed(inner, change, own=True)
                for name, inner in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [changed(inner, change, own=True) for inner in value]
    return change(value) if own and isinstance(value, str) and " " in value else value
