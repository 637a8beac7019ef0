"""Is the example of a row one of the values that its own words allow?"""

from __future__ import annotations

import re
from typing import Any

from contracts.model import Parameter

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str, int, float), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "array": (list,), "object": (dict,), "map": (dict,),
}  # fmt: skip
_MADE = ("@", "$")  # how values begin that are made, or filled in, when a form is sent


def misfit(row: Parameter) -> str:
    """Return why the example of a row is none, "" where it fits or nobody can tell."""
    value = row.example
    if value is None or row.alternatives or row.encoded or row.type not in _TYPES:
        return ""
    if isinstance(value, str) and value.startswith(_MADE):
        return ""
    flag = isinstance(value, bool) and row.type != "boolean"
    if flag or not isinstance(value, _TYPES[row.type]):
        return f"the type {row.type!r}"
    elements: list[Any] = value if isinstance(value, list) else []
    if row.type == "array" and row.items:
        plain = [one for one in elements if not isinstance(one, list | dict)]
        found = (misfit_of_value(row.items, one) for one in plain)
        return next(filter(None, found), "")
    return misfit_of_value(row, value)


def misfit_of_value(row: Parameter, value: Any) -> str:
    """Return what of a row one value does not fit, "" where it does. An integer is given as one."""
    if isinstance(value, str) and value.startswith(_MADE):
        return ""
    text = str(int(value)) if row.type == "integer" else str(value)
    if row.enum and text not in row.enum:
        return f"the enum ({', '.join(row.enum[:5])})"
    if row.type == "string":
        return _text(row, text)
    below = row.minimum is not None and value < row.minimum
    above = row.maximum is not None and value > row.maximum
    return "the bounds" if below or above else ""


def _text(row: Parameter, value: str) -> str:
    if row.max_length is not None and len(value) > row.max_length:
        return f"{row.max_length} characters"
    if row.min_length is not None and len(value) < row.min_length:
        return f"{row.min_length} characters"
    fits = not (row.pattern and row.held) or re.fullmatch(row.pattern, value)
    return "" if fits else f"the pattern {row.pattern}"
