"""JSON that others wrote, an entry at a time: what a file holds is never in memory all at once.

A `Place` is where in a document a list stands: the names that lead to it, () for the document. The
lists at the places that a reader names are given entry by entry, and are empty in the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Generator, Iterator
from typing import Any

MOST = 1_000_000  # values of a file, each counted as often as aliases repeat it
LARGEST = 400_000  # values of one entry
TOO_MANY = "more values than a recording has"

Place = tuple[str, ...]
Part = tuple[Place | None, Any]  # an entry and the list it is of; at the end None and the document

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|([\[{])|([\]}])|(,)')
_BLANK = re.compile(r"[ \t\r\n]*")
_SIGNS = ("[", "{", ",", "\n", " - ")
_DECODER = json.JSONDecoder()


def parts(text: str, places: Collection[Place]) -> Iterator[Part]:
    """Yield the entries of a JSON text, and then the document. Raises ValueError."""
    reading = _Reading(text, places)
    document = yield from reading.value(())
    if reading.at < len(text):
        raise reading.trouble("Extra data")
    yield None, document


def crowded(text: str) -> bool:
    """Whether a text may hold more values than one entry may: more than enough signs of them."""
    return sum(map(text.count, _SIGNS)) > LARGEST


class _Reading:
    """A text and how far it was read."""

    def __init__(self, text: str, places: Collection[Place]) -> None:
        self._text, self._places = text, places
        self._beginnings = {place[:length] for place in places for length in range(len(place))}
        self._crowded, self._values = crowded(text), 0
        self.at = 0
        self._past("")

    def value(self, place: Place | None) -> Generator[Part, None, Any]:
        """Yield the entries of the lists in the value that begins here; return the value."""
        begins = self._text[self.at : self.at + 1]
        if begins == "[" and place in self._places:
            yield from self._list(place)
            return []
        if begins == "{" and place in self._beginnings:
            return (yield from self._object(place or ()))
        return self._whole()

    def trouble(self, what: str) -> json.JSONDecodeError:
        """Return what is wrong where the text is read."""
        return json.JSONDecodeError(what, self._text, self.at)

    def _list(self, place: Place | None) -> Iterator[Part]:
        self._past("[")
        if self._past("]"):
            return
        while True:
            yield place, self._whole()
            if self._past("]"):
                return
            if not self._past(","):
                raise self.trouble("Expecting ',' delimiter")

    def _object(self, place: Place) -> Generator[Part, None, dict[str, Any]]:
        found: dict[str, Any] = {}
        self._past("{")
        while not self._past("}"):
            if found and not self._past(","):
                raise self.trouble("Expecting ',' delimiter")
            if self._text[self.at : self.at + 1] != '"':
                raise self.trouble("Expecting property name enclosed in double quotes")
            name = self._whole()
            if not self._past(":"):
                raise self.trouble("Expecting ':' delimiter")
            found[name] = yield from self.value((*place, name))
        return found

    def _past(self, sign: str) -> bool:
        """Go on behind a sign, and the blanks behind it, where the sign stands here."""
        if not self._text.startswith(sign, self.at):
            return False
        blank = _BLANK.match(self._text, self.at + len(sign))
        self.at = blank.end() if blank else self.at
        return True

    def _whole(self) -> Any:
        """Return a value that is small enough to be in memory."""
        self._values += self._count() if self._crowded else 1
        if self._values > MOST:
            raise ValueError(TOO_MANY)
        found, self.at = _DECODER.raw_decode(self._text, self.at)
        self._past("")
        return found

    def _count(self) -> int:
        """Return how many values a value has inside, itself with them; they are not made."""
        count, depth = 0, 0
        for token in _TOKEN.finditer(self._text, self.at):
            opened, closed, comma = token.groups()
            depth += bool(opened) - bool(closed)
            count += bool(opened or comma)
            if depth <= 0:
                break
            if count > LARGEST:
                raise ValueError(TOO_MANY)
        return max(count, 1)
