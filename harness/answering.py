"""Whether it is the server that leaves a request unanswered, or the network.

A request that was lost says nothing by itself. It is the server's doing when it is lost each time,
on connections of its own, while a control request is answered after each loss. What must not be
sent twice is not: three different requests tell then, when they have something in common that none
has that was accepted, and fewer that were refused: a parameter, a value, a path, or the operation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from harness.exchange import Exchange, Request

ENOUGH = 3  # losses that tell
UNASKED = f"timeout: no answer in time {ENOUGH} times; not asked again"
Trait = tuple[str, str]


@dataclass(slots=True)
class _Heard:
    """What became of the requests of one operation. `row` are those lost one after the other."""

    answered: list[tuple[Request, bool]] = field(default_factory=list)  # and whether accepted
    accepted: set[Trait] = field(default_factory=set)
    refused: Counter[Trait] = field(default_factory=Counter)
    lost: list[Exchange] = field(default_factory=list)
    late: list[Exchange] = field(default_factory=list)
    row: int = 0
    guilty: dict[Trait, tuple[Exchange, ...]] = field(default_factory=dict)
    slow: set[Trait] = field(default_factory=set)  # guilty, and each loss takes its time


class Answering:
    """Listens, by operation, to what a target answers and what it leaves unanswered."""

    def __init__(self) -> None:
        self._heard: defaultdict[str, _Heard] = defaultdict(_Heard)

    def hopeless(self, operation: str, request: Request) -> bool:
        """Whether nobody should wait for the answer to a request again."""
        heard = self._heard.get(operation)
        if heard is None:
            return False
        if heard.slow:  # what they have in common is known
            return bool(heard.slow & set(_traits(request)))
        return heard.row >= ENOUGH

    def deaf(self, operation: str, request: Request) -> bool:
        """Whether requests like this one are known to be left unanswered."""
        heard = self._heard.get(operation)
        return heard is not None and any(trait in heard.guilty for trait in _traits(request))

    def heard(self, exchange: Exchange) -> Exchange:
        """Take note of an answer, and return it."""
        heard = self._heard[exchange.operation]
        heard.row, heard.late = 0, []
        heard.answered.append((exchange.request, exchange.accepted))
        return exchange

    def unheard(self, exchange: Exchange, losses: int) -> Exchange:
        """Return an exchange that was lost, `deaf` when that is the server's doing.

        `losses` is how often it was lost with a control request answered after it, 0 when one was
        not, or when it was not sent at all.
        """
        if not exchange.operation:
            return exchange
        heard = self._heard[exchange.operation]
        slow = exchange.error.startswith("timeout")
        if losses:
            heard.lost.append(exchange)
        if slow:
            heard.row += 1
            heard.late += [exchange] if losses else []
        earlier = self._told(heard, exchange)
        if losses >= ENOUGH:
            return replace(exchange, deaf=True)
        if not earlier and heard.row >= ENOUGH and len(heard.late) >= ENOUGH:
            earlier = tuple(heard.late[:ENOUGH])
        if not earlier:
            return exchange
        return replace(exchange, deaf=True, earlier=tuple(e for e in earlier if e is not exchange))

    def _told(self, heard: _Heard, exchange: Exchange) -> tuple[Exchange, ...]:
        """Return what shows that requests like this one are never answered, if anything does."""
        own = set(_traits(exchange.request))
        for trait in own:
            if trait in heard.guilty:
                return heard.guilty[trait]
        self._learn(heard)
        common: Counter[Trait] = Counter()
        different = {_form(lost.request): lost for lost in heard.lost}
        alike = different if not exchange.request.reads else dict(enumerate(heard.lost))
        for lost in alike.values():
            common.update(set(_traits(lost.request)) & own)
        for trait, count in sorted(common.items()):
            if count < ENOUGH or trait in heard.accepted or heard.refused[trait] > count:
                continue
            shown = tuple(e for e in alike.values() if trait in set(_traits(e.request)))
            heard.guilty[trait] = shown
            if all(lost.error.startswith("timeout") for lost in shown):
                heard.slow.add(trait)
            return shown
        return ()

    def _learn(self, heard: _Heard) -> None:
        answered, heard.answered = heard.answered, []
        for request, accepted in answered:
            if accepted:
                heard.accepted.update(_traits(request))
            else:
                heard.refused.update(set(_traits(request)))


def _form(request: Request) -> tuple[str, str, str]:
    return request.path, request.query, request.body


def _traits(request: Request) -> Iterator[Trait]:
    """Yield what a request may have in common with others: its operation, and what it sends."""
    yield "", ""
    yield "path", request.path
    yield "key", request.key
    yield from (("header", name.lower()) for name in request.headers)
    for text in (request.query, request.body):
        for name, value in parse_qsl(text, keep_blank_values=True):
            parts = name.split("[")
            yield from (("parameter", "[".join(parts[:end])) for end in range(1, len(parts) + 1))
            yield name, value
