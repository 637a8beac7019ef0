"""What of a run may be kept for good: no id, no time, and nothing that people wrote.

What is masked is what each run draws anew (`reports/drawn.py`), and every text of an answer that
neither the run has sent nor the API has words for: a customer's name, a message, an address. In its
place stands a mark with a number, the same for the same text in one exchange, in the order in which
texts appear: what one exchange says changes no line of another. All times are one: which of them
are equal differs from run to run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from harness.exchange import Exchange
from harness.ledger import Ledger
from reports.drawn import LARGEST, MARK, Drawn

MOST = 10  # elements of an array that are kept; behind them stands a mark
_LONGEST = 200  # letters of a text that is kept
_SHORTEST = 3  # letters of a text that is looked for in what is told of a claim
_TELLING = ("type", "code", "param")  # of an error: words of the API
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.\[\]-]{0,80}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?")
_TIMES = (1_000_000_000, 4_000_000_000), (1_000_000_000_000, 4_000_000_000_000)  # s, ms
_NOW = f"{MARK}0"  # what stands for a time that is a text, and for a number
_FIRST = 10 * LARGEST


class Mask:
    """Masks the parts of one run. `words` are those of the API: names and values of its fields."""

    def __init__(self, ledger: Ledger, words: Iterable[str]) -> None:
        self._drawn = Drawn(ledger, self._name)
        self._names: dict[str, str] = {}
        self._numbers: dict[int, int] = {}
        self._words = frozenset(words)
        self._known = self._words | frozenset(_sent(ledger.exchanges.values()))
        free = {text for e in ledger.exchanges.values() for text in _texts(e.json)
                if len(text) >= _SHORTEST and not self._kept(text)}  # fmt: skip
        self._free = sorted(free, key=lambda text: (-len(text), text))

    def _name(self, text: str) -> str:
        return self._names.setdefault(text, f"{MARK}{len(self._names) + 1}")

    def _kept(self, text: str) -> bool:
        drawn = len(text) >= _SHORTEST and not any(map(str.isalpha, text))  # digits of a card
        return not text or (text in self._known and len(text) <= _LONGEST and not drawn)

    def begin(self) -> None:
        """Number texts anew: what follows is another exchange, or another verdict."""
        self._names.clear()
        self._numbers.clear()

    def sent(self, text: str) -> str:
        """Return a part of a request, which the run wrote itself, without ids."""
        return self._drawn.text(text)

    def told(self, text: str) -> str:
        """Return what is told of a claim, without ids and without what people wrote."""
        quoted = [re.escape(free) for free in self._free if free in text]
        if quoted:
            text = re.sub("|".join(quoted), lambda found: self._name(found.group()), text)
        return self._drawn.text(text)

    def answer(self, exchange: Exchange) -> Any:
        """Return the body of an answer; of a list its first entry alone."""
        telling = {str(v) for name, v in exchange.error_body.items()
                   if isinstance(v, str) and _tells(name) and _WORD.fullmatch(v)}  # fmt: skip
        most = 1 if exchange.entries is not None else MOST
        return self._masked(exchange.json, telling, most)

    def _masked(self, value: Any, telling: set[str], most: int = MOST) -> Any:
        if isinstance(value, dict):
            ours = 2 * sum(name in self._words for name in value) >= len(value)
            return {name if ours or name in self._words else self._name(name):
                    self._masked(part, telling, most)
                    for name, part in sorted(value.items())}  # fmt: skip
        if isinstance(value, list):
            kept = [self._masked(part, telling) for part in value[:most]]
            return [*kept, MARK] if len(value) > most else kept
        if isinstance(value, str) and _TIME.fullmatch(value):
            return _NOW
        if isinstance(value, str):
            kept_as = value in telling or self._kept(value)
            return self._drawn.text(value) if kept_as else self._name(value)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST:
            if any(low <= value < high for low, high in _TIMES):
                return _FIRST
            return self._numbers.setdefault(value, _FIRST + len(self._numbers) + 1)
        return value


def _tells(name: str) -> bool:
    return name in _TELLING or name.endswith("_code")


def _sent(exchanges: Iterable[Exchange]) -> Iterator[str]:
    """Yield what a run has sent: names, values and paths."""
    for exchange in exchanges:
        request = exchange.request
        yield request.path
        for part in (request.query, request.body):
            for name, value in parse_qsl(part, keep_blank_values=True):
                yield value
                yield from re.findall(r"[^\[\]]+", name)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in an answer, however deep."""
    parts: Iterable[Any] = value if isinstance(value, list) else ()
    if isinstance(value, Mapping):
        parts = value.values()
    if isinstance(value, str):
        yield value
    for part in parts:
        yield from _texts(part)
