"""Finds secrets in texts, however they are written there, and writes something else instead.

What counts is what can be read: a whole secret, or eight letters in a row of what follows its
prefix, in any case, in any of the ways in which a text can be read, one inside the other.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from harness.exchange import REDACTED
from harness.readings import RUN, Span, decoded, members, readings, said, sensible
from harness.secret import SHORTEST, Secrets

_DEPTH = 4  # ways to read a text, one inside the other
_WORK = 24  # letters that are looked at for one of a text, beside the first hundred thousand
_FREE = 100_000
_ROUNDS = 4
_KNOWN, _LONG = 50_000, 400  # runs of letters that are remembered, and letters of one


class Concealer:
    """Knows some secrets, and which runs of letters say none of them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        given = tuple(text for text in secrets if len(text) >= SHORTEST)
        self._basic = [base64.b64encode(f"{text}:".encode()).decode() for text in given]
        whole = "|".join(map(re.escape, sorted(given, key=len, reverse=True)))
        self._whole = re.compile(f"(?:{whole or '(?!)'})+", re.IGNORECASE)
        self._secrets = Secrets(given)
        self._known: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._secrets)

    def clean(self, text: str) -> bool:
        """Whether no secret can be read in a text: quickly, for most texts hold none."""
        says, waiting, runs, seen = [text], [text], set[str](), {text}
        budget = _budget(text)
        for _ in range(_DEPTH):
            found: list[str] = []
            for one in waiting:
                found += (reading.says for reading in decoded(one))
                new = set(RUN.findall(one)) - self._known - runs
                runs |= new
                # Where no eight letters stand in a row, none of a secret do.
                guesses = (guess for run in new for guess in said(run))
                found += ("\n".join(text for _, text in sensible(guess)) for guess in guesses)
            found = [text for text in dict.fromkeys(found) if text and text not in seen]
            seen.update(found)
            says, waiting = says + found, found
            budget -= sum(map(len, found))
            if not found or budget < 0:
                break
        if budget < 0 or not self._secrets.silent("\n".join(says)):
            return False
        self._learn(runs)
        return True

    def together(self, text: str) -> bool:
        """Whether a text holds no secret whose letters stand apart, as in a list."""
        silent = self._secrets.silent
        return self._secrets.together(text) and all(silent(one.says) for one in members(text))

    def _learn(self, runs: set[str]) -> None:
        if len(self._known) > _KNOWN:
            self._known = set()
        self._known.update(run for run in runs if len(run) <= _LONG)

    def concealed(self, text: str) -> str:
        """Return a text without secrets; one that cannot be looked through is left out whole."""
        for form in self._basic:
            text = text.replace(form, REDACTED)
        text = self._whole.sub(REDACTED, text)  # most of them, and at once
        for _ in range(_ROUNDS):
            spans = sorted(self._found(text, _DEPTH, _Looking(_budget(text))))
            if not spans:
                return text
            text = "".join(_masked(text, spans))
            if self.clean(text):
                return text
        return REDACTED

    def _found(self, text: str, depth: int, looking: _Looking) -> list[Span]:
        """Return where secrets can be read; the whole text where there is too much to look at."""
        if len(text) < self._secrets.shortest or looking.silent.get(text, -1) >= depth:
            return []
        looking.budget -= len(text)
        if looking.budget < 0:
            return [(0, len(text))]
        found = list(self._secrets.spans(text))
        for reading in readings(text) if depth else ():
            parts = sensible(reading.says) if reading.guessed else [(0, reading.says)]
            for first, says in parts:
                spans = self._found(says, depth - 1, looking)
                found += [reading.at(first + start, first + end) for start, end in spans]
        if not found:
            looking.silent[text] = depth
        return found


@dataclass(slots=True)
class _Looking:
    """How much may still be looked at, and how deeply texts were that hold nothing.

    Two ways to read, one inside the other, say the same in either order.
    """

    budget: int
    silent: dict[str, int] = field(default_factory=dict)


def _budget(text: str) -> int:
    """Return how many letters are looked at to see whether a text can be written."""
    return _FREE + _WORK * len(text)


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
