"""How much of an answer is kept, whatever a server sends: its headers, and what is decoded of it.

A run keeps thousands of answers. An honest one stays far below these measures; of what exceeds
them, what matters is kept, and it shows that there was more.
"""

from __future__ import annotations

from collections.abc import Mapping

VALUES = 150_000  # values that are decoded of one body: ten times what a page of a hundred has
HEAD = 8 * 1024  # characters of headers that are kept as they are
_NAME, _VALUE = 60, 200  # characters of a name and of a value that are kept of more
MORE = "…"  # the name under which headers are counted that are not kept


def crowded(body: bytes | bytearray) -> bool:
    """Whether a body has more values than are decoded: each takes fifty times its length."""
    return len(body) > VALUES and sum(map(body.count, (b",", b"[", b"{"))) > VALUES


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers without the space around values, which is none of them (RFC 9112 5.1).

    Of more than `HEAD` characters the short ones are kept, which say what laws ask about, and of
    the others the start.
    """
    found = {name: value.strip(" \t") for name, value in headers.items()}
    if sum(map(len, (*found, *found.values()))) <= HEAD:
        return found
    result: dict[str, str] = {}
    left = HEAD
    for name, value in sorted(found.items(), key=lambda pair: len(pair[0]) + len(pair[1])):
        short, told = name[:_NAME], _started(value)
        left -= len(short) + len(told)
        if left < 0:
            break
        result.setdefault(short, told)
    return {**result, MORE: f"{len(found) - len(result)} more headers"}


def _started(value: str) -> str:
    rest = len(value) - _VALUE
    return value if rest <= 0 else f"{value[:_VALUE]}… ({rest} more characters)"
