"""Texts that are taken for numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox import seams
from sandbox.seams import Params
from sandbox.store import Object


def _changed(value: Any, change: Callable[[str], Any]) -> Any:
    """Return a value with its texts of digits changed where they begin with a zero."""
    if isinstance(value, dict):
        return {name: inner if name == "metadata" else _changed(inner, change)
                for name, inner in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [_changed(inner, change) for inner in value]
    digits = isinstance(value, str) and value.isdigit() and value.startswith("0")
    return change(value) if digits else value


@seams.parameters("POST *")
def zeros_lost(params: Params) -> Params:
    """The zeros at the start of a text of digits are lost."""
    return dict(_changed(params, lambda text: text.lstrip("0")))


@seams.objects()
def shown_as_numbers(item: Object) -> Object:
    """Texts of digits are shown as numbers."""
    return dict(_changed(item, int))


@seams.parameters("POST *")
def read_as_octal(params: Params) -> Params:
    """A zero at the start is taken for the sign of an octal number."""
    return dict(_changed(params, lambda text: str(int(text, 8))))
