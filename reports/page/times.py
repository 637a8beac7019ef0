"""How long answers took, by operation, and how many requests were sent when."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from harness.exchange import Exchange
from harness.ledger import Ledger
from reports.calls import Calls

BARS = 60  # spans of time that a run is divided into
SLOWEST = 12  # operations that are told first


@dataclass(frozen=True, slots=True)
class Latency:
    """How long an operation took to answer, in milliseconds; `count` answers were measured."""

    operation: str
    count: int
    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Bar:
    """What was sent in a span of time: requests, and those of them not answered or with a 5xx."""

    requests: int
    failed: int


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a run: `latencies` are of planned operations, the slowest first.

    A bar is `span` seconds.
    """

    latencies: tuple[Latency, ...]
    bars: tuple[Bar, ...]
    span: float

    @property
    def most(self) -> int:
        """The requests of the highest bar."""
        return max((bar.requests for bar in self.bars), default=0)

    @property
    def failed(self) -> int:
        """How many requests had no answer, or one with a status of 5xx."""
        return sum(bar.failed for bar in self.bars)

    @property
    def longest(self) -> float:
        """The largest 95th percentile in milliseconds."""
        return max((found.p95 for found in self.latencies), default=0.0)


def times(ledger: Ledger) -> Times:
    """Return the times of a run."""
    found = list(ledger.exchanges.values())
    bars, span = _bars(found)
    return Times(_latencies(found, Calls(ledger)), bars, span)


def _latencies(exchanges: Sequence[Exchange], calls: Calls) -> tuple[Latency, ...]:
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    for exchange in exchanges:
        title = calls.title(exchange) if exchange.response is not None else ""
        if title and calls.planned(title):
            seconds[title].append(exchange.seconds * 1000)
    found = (
        Latency(title, len(every), percentile(every, 0.5), percentile(every, 0.95))
        for title, every in seconds.items()
    )
    return tuple(sorted(found, key=lambda latency: (-latency.p95, latency.operation)))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of some values that at least a share of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _bars(exchanges: Sequence[Exchange]) -> tuple[tuple[Bar, ...], float]:
    if not exchanges:
        return (), 0.0
    begin = min(exchange.started for exchange in exchanges)
    span = max(max(exchange.started for exchange in exchanges) - begin, 0.001) / BARS
    sent, failed = [0] * BARS, [0] * BARS
    for exchange in exchanges:
        place = min(BARS - 1, int((exchange.started - begin) / span))
        sent[place] += 1
        failed[place] += exchange.response is None or exchange.status >= 500
    return tuple(map(Bar, sent, failed)), span
