"""Reads forms and query strings: `a[b][c]=x`, `a[]=x`, `a[0]=x`.

Nothing a client sends makes this fail with anything but a refusal.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_to_bytes

from sandbox.errors import invalid

MAX_PAIRS = 5000
MAX_DEPTH = 12
_APPEND = ""
_DIGITS = 18  # of a number that is read as one

Raw = dict[str, Any]  # texts and nested dictionaries; arrays are dictionaries with digit keys


def decode(text: str) -> Raw:
    """Return the nested values of a form. Raises ApiError (400) when it cannot be read."""
    result: Raw = {}
    if not text:
        return result
    pairs = text.split("&")
    if len(pairs) > MAX_PAIRS:
        raise invalid("Too many parameters.")
    for pair in pairs:
        if pair:
            name, _, value = pair.partition("=")
            _put(result, _segments(_text(name)), _text(value))
    return result


def _text(part: str) -> str:
    part = part.replace("+", " ")
    if "%" not in part:
        return part
    try:
        return unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError:
        raise invalid("Invalid UTF-8 in the request.") from None


def _segments(name: str) -> list[str]:
    """Split `a[b][c]` into its parts; brackets that do not pair belong to the name."""
    head, bracket, rest = name.partition("[")
    if not bracket or not rest.endswith("]") or not head:
        return [name]
    parts = [head, *rest[:-1].split("][")]
    if len(parts) > MAX_DEPTH:
        raise invalid("Parameters are nested too deeply.", head)
    return parts


def _put(into: Raw, parts: list[str], value: str) -> None:
    for index, part in enumerate(parts[:-1]):
        key = _open_key(into, parts[index + 1 :]) if part == _APPEND else part
        found = into.get(key)
        if found is None:
            found = into[key] = {}
        elif not isinstance(found, dict):
            raise invalid("A parameter is both a value and a hash.", parts[0])
        into = found
    last = parts[-1]
    key = str(len(into)) if last == _APPEND and len(parts) > 1 else last
    if isinstance(into.get(key), dict):
        raise invalid("A parameter is both a value and a hash.", parts[0])
    into[key] = value


def _open_key(into: Raw, following: list[str]) -> str:
    """Return which element `a[][b][c]` speaks of: the last one, or a new one when it has that.

    An element that has `b[c]` may still lack `b[d]`: what counts is the whole of what follows.
    """
    last = str(len(into) - 1)
    found = into.get(last)
    if isinstance(found, dict) and following[0] != _APPEND and not _holds(found, following):
        return last
    return str(len(into))


def _holds(into: Raw, parts: list[str]) -> bool:
    """Whether a value stands where `parts` lead; an open array takes any number of values."""
    found: Any = into
    for part in parts:
        if part == _APPEND:
            return False
        if not isinstance(found, dict) or part not in found:
            return False
        found = found[part]
    return True


def whole(text: Any) -> int | None:
    """Return the number that a text writes in ASCII digits, None when it is no such text."""
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return int(text)
    return None
