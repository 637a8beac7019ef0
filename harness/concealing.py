"""Finds secrets in texts, however they are written there, and writes something else instead.

What counts is what can be read: a whole secret, or eight letters in a row of what follows its
prefix, in any case, in any of the ways in which a text can be read, one inside the other.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harness.exchange import REDACTED
from harness.readings import RUN, Span, decoded, readings, said, sensible

SHORTEST = 8  # letters in a row that are readable; a shorter secret is an ordinary word
_STEP, _BLOCK = 5, 4  # a block of four letters begins at one of five places: eight hold a whole one
_PREFIX = re.compile(r"[a-z]{1,4}_(?:test|live)_")  # what keys of one kind begin with
_DEPTH = 4  # ways to read a text, one inside the other
_WORK = 24  # letters that are looked at for one of a text, beside the first hundred thousand
_FREE = 100_000
_ROUNDS = 4
_KNOWN, _LONG = 50_000, 400  # runs of letters that are remembered, and letters of one


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret in lower case: from `first` on it is its own, and `least` letters of that count."""

    text: str
    first: int
    least: int
    blocks: tuple[tuple[int, str], ...]


def secret_of(text: str) -> Secret | None:
    """Return a secret that can be looked for, None where it is shorter than eight letters."""
    lower = text.lower()
    if len(lower) < SHORTEST:
        return None
    prefix = _PREFIX.match(lower)
    first = prefix.end() if prefix else 0
    if len(lower) - first < SHORTEST:
        return Secret(lower, 0, len(lower), ((0, lower),))
    places = range(first, len(lower) - _BLOCK + 1, _STEP)
    return Secret(lower, first, SHORTEST, tuple((p, lower[p : p + _BLOCK]) for p in places))


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
    start, end = at, at + length
    while place > 0 and start > 0 and secret[place - 1] == text[start - 1]:
        place, start = place - 1, start - 1
    beyond = place + end - start
    while beyond < len(secret) and end < len(text) and secret[beyond] == text[end]:
        beyond, end = beyond + 1, end + 1
    return start, end


class Concealer:
    """Knows some secrets, and which runs of letters say none of them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        given = tuple(text for text in secrets if len(text) >= SHORTEST)
        self._basic = [base64.b64encode(f"{text}:".encode()).decode() for text in given]
        found = (secret_of(text) for text in given)
        self._secrets = tuple(dict.fromkeys(secret for secret in found if secret is not None))
        self._shortest = min((secret.least for secret in self._secrets), default=0)
        self._known: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._secrets)

    def clean(self, text: str) -> bool:
        """Whether no secret can be read in a text: quickly, for most texts hold none."""
        says, waiting, runs = [text], [text], set[str]()
        budget = _budget(text)
        for _ in range(_DEPTH):
            found: list[str] = []
            for one in waiting:
                found += (reading.says for reading in decoded(one))
                new = set(RUN.findall(one)) - self._known - runs
                runs |= new
                for guess in (text for run in new for text in said(run)):
                    (found if sensible(guess) else says).append(guess)
            says, waiting = says + found, found
            budget -= sum(map(len, found))
            if not found or budget < 0:
                break
        if budget < 0 or not self._silent("\n".join(says)):
            return False
        self._learn(runs)
        return True

    def _silent(self, text: str) -> bool:
        """Whether a text holds no row of a secret as it is."""
        lower = _lower(text)
        return next((row for secret in self._secrets for row in rows(secret, lower)), None) is None

    def _learn(self, runs: set[str]) -> None:
        if len(self._known) > _KNOWN:
            self._known = set()
        self._known.update(run for run in runs if len(run) <= _LONG)

    def concealed(self, text: str) -> str:
        """Return a text without secrets; one that cannot be looked through is left out whole."""
        for form in self._basic:
            text = text.replace(form, REDACTED)
        for _ in range(_ROUNDS):
            budget = [_budget(text)]
            spans = sorted(self._found(text, _DEPTH, budget))
            if not spans:
                return text
            text = "".join(_masked(text, spans))
        return text if self.clean(text) else REDACTED

    def _found(self, text: str, depth: int, budget: list[int]) -> Iterator[Span]:
        """Yield where secrets can be read; the whole text where there is too much to look at."""
        if len(text) < self._shortest:
            return
        budget[0] -= len(text)
        if budget[0] < 0:
            yield 0, len(text)
            return
        lower = _lower(text)
        for secret in self._secrets:
            yield from rows(secret, lower)
        for reading in readings(text) if depth else ():
            inner = depth - 1 if not reading.guessed or sensible(reading.says) else 0
            for start, end in self._found(reading.says, inner, budget):
                yield reading.at(start, end)


def _budget(text: str) -> int:
    """Return how many letters are looked at to see whether a text can be written."""
    return _FREE + _WORK * len(text)


def _lower(text: str) -> str:
    """Return a text in lower case, with each letter where it was; others than ASCII are lost."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.encode("ascii", "replace").decode().lower()


def _masked(text: str, spans: list[Span]) -> Iterator[str]:
    """Yield the parts of a text with another word for each span."""
    at = 0
    for start, end in _joined(spans):
        yield text[at:start]
        yield _word(text[start:end])
        at = end
    yield text[at:]


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Yield sorted spans, those that overlap as one."""
    start, end = spans[0]
    for first, last in spans[1:]:
        if first > end:
            yield start, end
            start, end = first, last
        end = max(end, last)
    yield start, end


def _word(hidden: str) -> str:
    """Return what is written instead; in letters as wide as those of what is hidden."""
    zeros = len(hidden) - len(hidden[:1]) - len(hidden[1:].lstrip("\0")) if "\0" in hidden else 0
    return ("\0" * zeros).join(REDACTED)
