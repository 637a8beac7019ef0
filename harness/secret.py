"""A secret as it is looked for: a row of its letters, forwards and backwards, close and apart."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harness.readings import Span
from harness.scattered import places, squeezed

SHORTEST = 8  # letters in a row that are readable; a shorter secret is an ordinary word
_BLOCK = 4  # letters that are looked for first
_STEP = 5  # places between blocks: eight letters, close or apart, hold a whole one
_WORD = 4  # bytes of which base85 makes five letters, whatever stands beside them
_AROUND = re.compile(r"[!#-~]*")
_USUAL = (b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
          b"!#$%&()*+-;<=>?@^_`{|}~")  # fmt: skip
_ZERO = (b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
         b".-:+=^!/*?&<>()[]{}@%$#")  # fmt: skip
_ZEROMQ = bytes.maketrans(_USUAL, _ZERO)
_PREFIX = re.compile(r"[a-z]{1,4}_(?:test|live)_")  # what keys of one kind begin with


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret in lower case: from `first` on it is its own, and `least` letters of that count."""

    text: str
    first: int
    least: int
    blocks: tuple[tuple[int, str], ...]


def _secret(text: str, first: int = 0, *, whole: bool) -> Secret:
    """Return a secret, of which no less than the `whole` counts where it is short."""
    if whole:
        return Secret(text, 0, len(text), ((0, text),))
    found = range(first, len(text) - _BLOCK + 1, _STEP)
    return Secret(text, first, SHORTEST, tuple((p, text[p : p + _BLOCK]) for p in found))


class Secrets:
    """Those of some texts that can be looked for: none is shorter than eight letters."""

    def __init__(self, texts: Iterable[str]) -> None:
        close: list[Secret] = []
        apart: list[Secret] = []
        given = [text for text in texts if len(text) >= SHORTEST]
        self._words = tuple(dict.fromkeys(word for text in given for word in _words(text)))
        for text in map(str.lower, given):
            prefix = _PREFIX.match(text)
            first = prefix.end() if prefix else 0
            short = len(text) - first < SHORTEST
            own = text if short else text[first:]
            close += [_secret(text, first, whole=short), _secret(own[::-1], whole=short)]
            bare = squeezed(own)
            if len(bare) >= SHORTEST:
                ways = (bare, bare[::-1])
                apart += [_secret(way, whole=short) for way in ways]
        self._close, self._apart = tuple(dict.fromkeys(close)), tuple(dict.fromkeys(apart))
        self.shortest = min((secret.least for secret in (*close, *apart)), default=0)

    def __bool__(self) -> bool:
        return bool(self._close)

    def silent(self, text: str) -> bool:
        """Whether a text holds no row of a secret as it is, in base85, or with letters apart."""
        if any(word in text for word in self._words):
            return False
        return next(_rows(self._close, _lower(text)), None) is None and self.together(text)

    def together(self, text: str) -> bool:
        """Whether a text holds no row of a secret whose letters stand apart."""
        return next(_rows(self._apart, squeezed(text)), None) is None

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where a text holds a row of a secret, close, apart or in base85."""
        yield from _rows(self._close, _lower(text))
        found = list(_rows(self._apart, squeezed(text)))
        if found:
            at = places(text)
            yield from ((at[start], at[end - 1] + 1) for start, end in found)
        for word in self._words:
            if word in text:
                yield from (m.span() for m in _AROUND.finditer(text) if word in m[0])


def _words(secret: str) -> Iterator[str]:
    """Yield what base85 makes of the start of a secret, in each alphabet, wherever it begins."""
    data = secret.encode()
    prefix = _PREFIX.match(secret.lower())
    first = prefix.end() if prefix and prefix.end() + SHORTEST <= len(secret) else 0
    for place in range(first, min(first + _WORD, len(data) - _WORD + 1)):
        word = data[place : place + _WORD]
        usual = base64.b85encode(word)
        ascii85 = base64.a85encode(word)
        yield from (found.decode() for found in (usual, ascii85, usual.translate(_ZEROMQ)))


def _rows(secrets: Iterable[Secret], text: str) -> Iterator[Span]:
    for secret in secrets:
        yield from rows(secret, text)


def rows(secret: Secret, text: str) -> Iterator[Span]:
    """Yield where a text in lower case holds a secret, or enough of it in a row."""
    for place, block in secret.blocks:
        at = text.find(block)
        while at >= 0:
            start, end = _grown(secret.text, text, place, at, len(block))
            begin = place - (at - start)
            if begin + end - start - max(begin, secret.first) >= secret.least:
                yield start, end
                at = text.find(block, end)
            else:
                at = text.find(block, at + 1)


def _grown(secret: str, text: str, place: int, at: int, length: int) -> Span:
    """Return how far a text goes on as a secret does, on both sides of what they share."""
    if place <= at and text.startswith(secret, at - place):
        return at - place, at - place + len(secret)
    start, end = at, at + length
    while place > 0 and start > 0 and secret[place - 1] == text[start - 1]:
        place, start = place - 1, start - 1
    beyond = place + end - start
    while beyond < len(secret) and end < len(text) and secret[beyond] == text[end]:
        beyond, end = beyond + 1, end + 1
    return start, end


def _lower(text: str) -> str:
    """Return a text in lower case, with each letter where it was; others than ASCII are lost."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.encode("ascii", "replace").decode().lower()
