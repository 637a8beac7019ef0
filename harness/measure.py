"""How much of an answer is kept, whatever a server sends: its headers, and what is decoded of it.

A run keeps thousands of answers. An honest one stays far below these measures; of what exceeds
them, what matters is kept, and it shows that there was more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    short = ((name[:_NAME], started(value, _VALUE)) for name, value in by_length(found))
    result = fitting(short, HEAD)
    return {**result, MORE: f"{len(found) - len(result)} more headers"}


def by_length(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return headers, the short ones first: these say what laws ask about."""
    return sorted(headers.items(), key=lambda pair: len(pair[0]) + len(pair[1]))


def fitting(headers: Iterable[tuple[str, str]], room: int) -> dict[str, str]:
    """Return the first headers that fit into so many characters; of two of one name the first."""
    found: dict[str, str] = {}
    for name, value in headers:
        room -= len(name) + len(value)
        if room < 0:
            break
        found.setdefault(name, value)
    return found


def started(text: str, most: int) -> str:
    """Return a text, or its first `most` characters and how many more there are."""
    rest = len(text) - most
    return text if rest <= 0 else f"{text[:most]}… ({rest} more characters)"
