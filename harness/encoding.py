"""The form dialect: nested values as `a[b][c]=…`, arrays as `a[0]=…` or `a[]=…`.

The default form is what the official client sends (G-46); a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote_plus

Arrays = Literal["index", "bracket"]


def encode(form: Mapping[str, Any], arrays: Arrays = "index") -> str:
    """Return `form` percent-encoded; brackets stay as they are, as the official client has it.

    `True` and `False` become `true` and `false`, None and empty lists or mappings the empty text
    (that is how a value is unset). Raises TypeError for values that a form cannot carry.
    """
    found = pairs(form, arrays)
    return "&".join(f"{_percent(n)}={_percent(v)}" for n, v in found)


def _percent(text: str) -> str:
    """Percent-encode a text, also one that a server made of half a character."""
    return quote_plus(text, safe="[]", errors="backslashreplace")


def pairs(form: Mapping[str, Any], arrays: Arrays = "index") -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each leaf of `form`, not yet percent-encoded."""
    for name, value in form.items():
        yield from _flatten(str(name), value, arrays)


def _flatten(name: str, value: Any, arrays: Arrays) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        if not value:
            yield name, ""
        for key, inner in value.items():
            yield from _flatten(f"{name}[{key}]", inner, arrays)
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        if not value:
            yield name, ""
        for index, inner in enumerate(value):
            place = "" if arrays == "bracket" else index
            yield from _flatten(f"{name}[{place}]", inner, arrays)
    else:
        yield name, _text(name, value)


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    message = f"the form value {name} is {value!r}; a form carries texts, numbers, true and false"
    raise TypeError(message)
