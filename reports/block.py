"""Data that a page carries for its own script, each text once.

What a server sent is among it: nothing in a block ends its tag, and a letter that nobody sees is
an escape that is seen, before it is written as JSON, so that no script turns it back. It is
packed, as browsers unpack it without a library; what there is much of stands by columns.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from harness.legible import lines

T = TypeVar("T")
_RAW = -15  # zlib: no header, which is "deflate-raw" to a browser
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Texts:
    """Texts by their numbers: what is said many times is written once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, which gets one when it is new."""
        return self._numbers.setdefault(text, len(self._numbers))

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """Return the numbers of several texts."""
        return [self.number(text) for text in texts]

    @property
    def all(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)


def fronted(texts: Iterable[str]) -> list[list[Any]]:
    """Return how many letters each text has in common with the one before, and the rest of each."""
    before, shared, rest = "", [], []
    for text in map(lines, texts):
        most = min(len(before), len(text))
        same = next((n for n in range(most) if before[n] != text[n]), most)
        shared.append(same)
        rest.append(text[same:])
        before = text
    return [shared, rest]


def steps(numbers: Iterable[int]) -> list[int]:
    """Return by how much each number is more than the one before it, from 0 on."""
    before, found = 0, []
    for number in numbers:
        found.append(number - before)
        before = number
    return found


def seen(value: Any) -> Any:
    """Return plain data whose texts hold no letter that nobody sees."""
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, list | tuple):
        return [seen(part) for part in value]
    if isinstance(value, dict):
        return {lines(name): seen(part) for name, part in value.items()}
    return value


def packed(value: Any) -> str:
    """Return plain data as JSON, compressed, as base64."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, _RAW)
    found = deflate.compress(_ENCODE(seen(value)).encode("utf-8", "backslashreplace"))
    return base64.b64encode(found + deflate.flush()).decode("ascii")


def fitting(make: Callable[[T], Any], limits: Sequence[T], room: int) -> str:
    """Return what `make` makes within the first limits in which it has room, packed.

    `limits` are those that leave most first, `room` is in bytes; what has room within none is
    packed within the last. The first is tried, and of the others those that halve what is left.
    """
    found = packed(make(limits[0]))
    if len(found) <= room:
        return found
    first, last = 1, len(limits) - 1
    best = ""  # what is packed within the last of them, as far as it is known
    while first < last:
        middle = (first + last) // 2
        found = packed(make(limits[middle]))
        if len(found) <= room:
            last, best = middle, found
        else:
            first = middle + 1
    return best or packed(make(limits[last]))
