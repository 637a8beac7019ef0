"""Reads forms and query strings: `a[b][c]=x`, `a[]=x`, `a[0]=x`.

Nothing a client sends makes this fail with anything but a refusal.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from typing import Any
from urllib.parse import quote

from sandbox.errors import invalid

MAX_PAIRS = 1000
MAX_DEPTH = 12
MAX_NAME = 2_000  # letters of a name as it is sent
_APPEND = ""
_ALONE = re.compile(rb"%(?![0-9a-fA-F]{2})")
_DIGITS = 18  # of a number that is read as one

Raw = dict[str, Any]  # texts and nested dictionaries; arrays are dictionaries with digit keys


def check(text: str) -> None:
    """Raise ApiError (400) for a form that is larger than one may be: quickly, however large."""
    if text.count("&") >= MAX_PAIRS:
        raise invalid("Too many parameters.")
    if len(text) > MAX_NAME and any(_named(pair) > MAX_NAME for pair in text.split("&")):
        raise invalid("The name of a parameter is too long.")


def _named(pair: str) -> int:
    """Return how long the name of a pair is."""
    end = pair.find("=")
    return end if end >= 0 else len(pair)


def decode(text: str) -> Raw:
    """Return the nested values of a form. Raises ApiError (400) when it cannot be read."""
    result: Raw = {}
    if not text:
        return result
    check(text)
    given: set[tuple[str, ...]] = set()
    for pair in text.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            parts = tuple(_segments(_text(name)))
            if parts in given and _APPEND not in parts[1:]:
                raise invalid("A parameter is given more than once.", parts[0])
            given.add(parts)
            _put(result, list(parts), _text(value))
    return result


def _text(part: str) -> str:
    try:
        return said(part, "strict")
    except UnicodeDecodeError:
        raise invalid("Invalid UTF-8 in the request.") from None


def said(part: str, errors: str = "replace") -> str:
    """Return what a part of a form says. Raises UnicodeDecodeError where `errors` is "strict"."""
    part = part.replace("+", " ")
    return part if "%" not in part else _plain(part.encode("utf-8")).decode("utf-8", errors)


def written(text: str) -> str:
    """Return a text percent-encoded: letter by letter where it is short, all of it where not."""
    if len(text) <= MAX_NAME:
        return quote(text, errors="replace")
    return "%" + text.encode("utf-8", "replace").hex("%")


def _plain(data: bytes) -> bytes:
    """Return what percent-encoding stands for; a percent sign that begins no code is itself.

    `urllib` takes a tenth of a second for a megabyte of codes, while everybody else waits. The
    codes of quoted-printable are the same, but for the sign, and are read in no time.
    """
    data = _ALONE.sub(b"%25", data)
    return a2b_qp(data.replace(b"=", b"%3D").replace(b"%", b"="))


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
