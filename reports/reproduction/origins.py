"""Where a value in a request came from: the answer of a run that showed it first.

An index over all answers of a ledger, made when the first finding asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, unquote

from harness.exchange import Exchange
from harness.ledger import Ledger

Place = tuple[str | int, ...]
Call = tuple[str, str]  # the path of a request, and its group
_WORD = re.compile(r"[A-Za-z0-9_]+")
_MOST = 200_000  # values that are remembered of each kind
_LONG = 500  # letters of the longest
_SHORT = 8  # letters that a word must have to be one that a server made up
_FIRST, _LAST = 1_000_000_000, 4_000_000_000  # times in seconds, as far as numbers are times


@dataclass(frozen=True, slots=True)
class Origin:
    """An answer, without its body, and the place in it at which a value stands."""

    exchange: Exchange
    place: Place


@dataclass(slots=True)
class Origins:
    """The answers of a ledger in the order of their requests, and what they showed first.

    They are kept without their bodies, which together are too large for memory: `shown` reads one.
    """

    ledger: Ledger
    ordered: list[Exchange] = field(init=False)
    number: dict[str, int] = field(init=False)
    _made: dict[str, Origin] = field(default_factory=dict)
    _shown: dict[str, Origin] = field(default_factory=dict)
    done_to: dict[str, list[Exchange]] = field(default_factory=dict)  # by a word of the path
    done_with: dict[str, list[Exchange]] = field(default_factory=dict)  # by a value of the form
    calls: dict[Call, list[Exchange]] = field(default_factory=dict)  # that may change something
    _sent: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by the id of an exchange
    _times: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        slim = (exchange.slim(1) for exchange in self.ledger.exchanges.values())
        self.ordered = sorted(slim, key=lambda e: (e.started, e.id))
        self.number = {exchange.id: place for place, exchange in enumerate(self.ordered)}
        own: set[str] = set()  # what was sent before it was shown: the run made it up itself
        for exchange in self.ordered:
            own.update(self.sent(exchange))
            if not exchange.request.reads:
                self.calls.setdefault(called(exchange), []).append(exchange)
            if exchange.response is not None and not exchange.request.reads:
                on = set(path_words(exchange))
                for word in on:
                    self.done_to.setdefault(word, []).append(exchange)
                for value in filter(telling, {*self.sent(exchange)} - on):
                    self.done_with.setdefault(value, []).append(exchange)
            self._learn(exchange, own)

    def _learn(self, exchange: Exchange, own: set[str]) -> None:
        """Remember what an answer shows first, of a bounded number of values.

        An id counts where it stands highest: others answer with other objects within.
        """
        changing = exchange.accepted and not exchange.request.reads
        known = self._made if changing else self._shown
        for value, place in sorted(leaves(self.shown(exchange)), key=_depth):
            if len(known) >= _MOST:
                return
            told = isinstance(value, str) and len(value) <= _LONG and telling(value)
            if told and (value not in own or value in self._shown):
                known.setdefault(value, Origin(exchange, place))

    def sent(self, exchange: Exchange) -> tuple[str, ...]:
        """Return what `sent` does, of a request whose values are asked for often."""
        found = self._sent.get(exchange.id)
        if found is None:
            found = self._sent[exchange.id] = tuple(sent(exchange))
        return found

    def times(self, exchange: Exchange) -> tuple[int, ...]:
        """Return what `times` does, of a request whose times are asked for often."""
        found = self._times.get(exchange.id)
        if found is None:
            found = self._times[exchange.id] = tuple(times(exchange))
        return found

    def shown(self, exchange: Exchange) -> Any:
        """Return what an answer says; it is decoded anew each time, and not kept."""
        response = self.ledger.exchanges[exchange.id].response
        return replace(response).json() if response is not None else None

    def of(self, value: str, before: Exchange) -> Origin | None:
        """Return where a value came from that a request sent: made by a call rather than seen."""
        for known in (self._made, self._shown):
            found = known.get(value)
            if found is not None and self.earlier(found.exchange, before):
                return found
        return None

    def earlier(self, one: Exchange, other: Exchange) -> bool:
        """Whether a request was sent before another."""
        return self.number[one.id] < self.number[other.id]


def called(exchange: Exchange) -> Call:
    """Return what is called, and by which group."""
    return exchange.request.path, exchange.group


def _depth(leaf: tuple[Any, Place]) -> int:
    return len(leaf[1])


def telling(value: str) -> bool:
    """Whether a text is one that a server may have made up, so that a request took it from it."""
    if len(value) < _SHORT or " " in value:
        return False
    mixed = value.lower() != value and value.upper() != value
    return mixed or any(map(str.isdigit, value))


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Any, Place]]:
    """Yield the texts and numbers of a decoded answer, each with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*place, number))
    else:
        yield value, place


def path_words(exchange: Exchange) -> list[str]:
    """Return the parts of a request's path, decoded."""
    return [unquote(part) for part in exchange.request.named if part]


def sent(exchange: Exchange) -> list[str]:
    """Return every telling value of a request, and the words in it, the longest first."""
    return sorted(filter(telling, words(exchange)), key=lambda text: (-len(text), text))


def words(exchange: Exchange) -> set[str]:
    """Return every value of a request, and the words in it."""
    request = exchange.request
    pairs = parse_qsl(f"{request.query}&{request.body}", keep_blank_values=True)
    values = [*path_words(exchange), *(text for pair in pairs for text in pair)]
    values += request.headers.values()
    return {*values, *(word for value in values for word in _WORD.findall(value))}


def times(exchange: Exchange) -> list[int]:
    """Return the numbers of a request that are times in seconds."""
    request = exchange.request
    pairs = parse_qsl(f"{request.query}&{request.body}", keep_blank_values=True)
    found = {value for _, value in pairs if value.isascii() and value.isdigit()}
    return sorted(n for n in map(int, found) if _FIRST <= n <= _LAST)
