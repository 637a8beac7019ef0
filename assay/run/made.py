"""What a run has made on its server, as its exchanges tell: objects that were not there before.

An answer to a creation is the server's word, and may name an object that somebody else has: one
that an earlier answer of the run showed, that the configuration gives, or that says of itself that
it is older than the run. Such an object is none that the run made.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.ledger import records
from harness.message import READS
from harness.part import ordered
from harness.records import read_exchange
from harness.shapes import ID

_WORD = re.compile(rb"[\w.:-]+")
_FAR = 1e15  # no time in seconds or thousandths of them, and no number of 4,000 digits
_APART = 10.0  # seconds by which what one call makes may be older or younger than what others do
_PLAIN = 6  # letters of an id that is told apart from other words wherever it stands
EARLY = 120.0  # seconds by which the clock of a server may be behind that of this machine


@dataclass(frozen=True, slots=True)
class Made:
    """An object that a run made. `item` is what an answer showed of it last, `path` of the call."""

    resource: str
    id: str
    path: str
    started: float  # when it was asked for, in unix time
    item: Mapping[str, Any] = field(default_factory=dict)


def seen(parts: Path) -> Iterator[Exchange]:
    """Yield the exchanges that the workers of a run have written. Raises LedgerError, OSError."""
    for path in ordered(parts.glob("*.ndjson")):
        for record in records(path):
            if record.pop("kind") == "exchange":
                yield read_exchange(record)


def made(
    exchanges: Iterable[Exchange], contracts: Contracts, given: Collection[str] = (),
    since: float = 0.0,
) -> tuple[Made, ...]:  # fmt: skip
    """Return what was made since a time, the oldest first; `given` are ids of the configuration."""
    every = sorted(exchanges, key=lambda exchange: exchange.started)
    since = min([since, *(exchange.started for exchange in every[:1])])  # it may go on with another
    found: dict[str, Made] = {}
    for exchange in every:
        one = _made(exchange, contracts)
        if one is not None and one.id not in given and one.id not in found:
            found[one.id] = one
    strange = _shown_before(every, found)
    last = _last(every, found)
    clock = _Clock(contracts, found.values(), since)
    kept = (m for m in found.values() if m.id not in strange and not clock.old(m))
    return tuple(replace(one, item=last.get(one.id, one.item)) for one in kept)


def _made(exchange: Exchange, contracts: Contracts) -> Made | None:
    """Return the object that an answer says was made, if it does."""
    if exchange.request.method in READS or not exchange.accepted:
        return None
    item, path = exchange.item, exchange.request.path
    name = item.get(ID)
    operation = _operation(exchange, contracts)
    creates = operation is not None and operation.kind == "create"
    if not isinstance(name, str) or (name in path.split("/") and not creates):
        return None
    told = item.get(contracts.api.object.object) if contracts.api.object.object else None
    resource = operation.returns if operation is not None and creates else str(told or path)
    return Made(resource, name, path, exchange.started, item)


def _operation(exchange: Exchange, contracts: Contracts) -> Operation | None:
    return contracts.operation(exchange.operation) if exchange.operation else None


def _shown_before(every: Sequence[Exchange], found: Mapping[str, Made]) -> set[str]:
    """Return the ids that an answer showed before anybody asked for what they name."""
    words = {name.encode(): name for name in found if len(name) >= _PLAIN and not name.isdigit()}
    strange: set[str] = set()
    for exchange in every:
        if not exchange.accepted or exchange.response is None:
            continue
        end = exchange.started + exchange.seconds
        told = {words[word] for word in _WORD.findall(exchange.response.body) if word in words}
        told |= {name for name in _named(exchange) if name in found}
        strange |= {name for name in told if end <= found[name].started}
    return strange


def _named(exchange: Exchange) -> Iterator[str]:
    """Yield the ids of the objects that an answer is about."""
    items = exchange.entries if exchange.entries is not None else [exchange.item]
    for item in items:
        name = item.get(ID) if isinstance(item, dict) else None
        if isinstance(name, str):
            yield name


def _last(every: Iterable[Exchange], found: Mapping[str, Made]) -> dict[str, Mapping[str, Any]]:
    """Return what was shown last of each object."""
    last: dict[str, Mapping[str, Any]] = {}
    for exchange in every:
        name = exchange.item.get(ID) if exchange.accepted else None
        if isinstance(name, str) and name in found:
            last[name] = exchange.item
    return last


class _Clock:
    """Tells by what objects say of the time of their making whether a call has made them.

    The clock of a server may be wrong, and is so by as much for each of them.
    """

    def __init__(self, contracts: Contracts, every: Iterable[Made], since: float) -> None:
        self._field = contracts.api.object.created
        self._since = since
        times = ((self._time(one), one.started) for one in every)
        ahead = sorted(time - started for time, started in times if time is not None)
        self._ahead = ahead[len(ahead) // 2] if ahead else 0.0

    def old(self, one: Made) -> bool:
        """Whether an object says that it was there before it was asked for."""
        time = self._time(one)
        if time is None:
            return False
        return time < self._since - EARLY or time < one.started + self._ahead - _APART

    def _time(self, one: Made) -> float | None:
        found = one.item.get(self._field) if self._field else None
        if not isinstance(found, int | float) or isinstance(found, bool):
            return None
        return float(found) if abs(found) < _FAR else None


def counted(every: Iterable[Made]) -> dict[str, int]:
    """Return how many objects there are of each resource, the most first."""
    found: defaultdict[str, int] = defaultdict(int)
    for one in every:
        found[one.resource] += 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
