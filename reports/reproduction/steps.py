"""The steps that show a finding: its exchanges, what made their objects, what was done to these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from harness.exchange import LONG, Exchange
from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.reproduction.origins import (
    Origin,
    Origins,
    called,
    leaves,
    path_words,
    telling,
    words,
)

MOST = 150  # steps of one reproduction
_FEW = 8  # requests that name an object in their forms, before a reading of it
_NEAR = 1  # seconds by which a time that is sent may miss one that was shown
_SPAN = 400 * 86_400  # seconds from the clock within which a time is meant relative to it


@dataclass(frozen=True, slots=True)
class Variable:
    """A value of a request that is another on another server.

    `name` is a shell variable; `text` what the run sent. It stands at `place` in the answer to the
    step `origin`, plus `more` where it is a number; `origin` is None for an id that was configured,
    and for a time, which is `more` seconds from the clock.
    """

    name: str
    text: str
    origin: str | None = None
    place: tuple[str | int, ...] = ()
    more: int = 0
    clock: bool = False
    configured: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One request, the variables in it, and whether the finding is about its answer."""

    exchange: Exchange
    variables: tuple[Variable, ...]
    seen: bool
    together: bool = False  # whether it was under way when the next was sent


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What shows a verdict again on a server in its initial state."""

    verdict: Verdict
    steps: tuple[Step, ...]
    configured: tuple[Variable, ...]
    run: str = ""  # text of the run that makes what it sent unlike what others send


def reproduce(origins: Origins, verdict: Verdict) -> Reproduction | None:
    """Return the steps that show a verdict's first finding, None where it has no exchange."""
    seen = evidence(origins.ledger, verdict)
    if not seen:
        return None
    needed = _closure(origins, seen)
    names = sorted(needed, key=lambda name: origins.number[name])
    chosen = [origins.ledger.exchanges[name] for name in names]
    naming, named = _Naming(origins, chosen), {exchange.id for exchange in seen}
    steps = []
    for place, exchange in enumerate(chosen):
        rest = chosen[place + 1 :]
        together = bool(rest) and rest[0].started < exchange.started + exchange.seconds
        steps.append(Step(exchange, naming.variables(exchange), exchange.id in named, together))
    run = str(origins.ledger.header.get("run") or "")
    return Reproduction(verdict, tuple(steps), naming.configured, run)


def evidence(ledger: Ledger, verdict: Verdict) -> list[Exchange]:
    """Return the exchanges of a verdict's first finding: one that it names, else all of a group."""
    named = next((f.exchange for f in verdict.findings if f.exchange in ledger.exchanges), "")
    if named:
        return [ledger.exchanges[named]]
    found = [ledger.exchanges[name] for name in verdict.exchanges if name in ledger.exchanges]
    return [exchange for exchange in found if exchange.group == found[0].group]


def _closure(origins: Origins, seen: Iterable[Exchange]) -> dict[str, Exchange]:
    """Return exchanges and all that they need, by id: what made their ids, what changed these."""
    needed: dict[str, Exchange] = {}
    _follow(origins, list(seen), needed)
    for exchange in list(seen):
        for maker in _makers(origins, exchange):
            trial = dict(needed)
            _follow(origins, [maker], trial)
            if len(trial) <= MOST:
                needed = trial
        trial = dict(needed)
        _follow(origins, list(_by_others(origins, exchange, needed)), trial)
        if len(trial) <= MOST:
            needed = trial
    return needed


def _by_others(
    origins: Origins, exchange: Exchange, needed: dict[str, Exchange]
) -> Iterator[Exchange]:
    """Yield what other groups did to the object of a request, where it shows that something was.

    Groups share objects, and what was refused may have left a mark as well.
    """
    for value in filter(telling, path_words(exchange)):
        before = [other for other in needed.values() if origins.earlier(other, exchange)]
        before.sort(key=lambda other: origins.number[other.id])
        items = (_item(origins, other, value) for other in reversed(before))
        shown = next((item for item in items if item.get("id") == value), None)
        if shown is not None and _moved(shown, _item(origins, exchange), exchange):
            for other in origins.done_to.get(value, ()):
                if origins.earlier(other, exchange):
                    yield other


def _item(origins: Origins, exchange: Exchange, naming: str = "") -> dict[str, Any]:
    """Return the object that an answer shows, of a long one only where it is `naming` a value; a
    long one is decoded anew each time, and not kept.
    """
    found = origins.ledger.exchanges[exchange.id]
    if found.response is None or len(found.response.body) < LONG:
        return found.item
    if naming.encode("utf-8", "replace") not in found.response.body:
        return {}
    return replace(found, response=found.response.undecoded()).item


def _moved(was: dict[str, Any], now: dict[str, Any], exchange: Exchange) -> bool:
    """Whether an object shows what neither its earlier answer nor the request explains."""
    asked = {word.partition("[")[0] for word in words(exchange)}
    same = was.get("id") == now.get("id")
    return same and any(
        now[name] != was[name] or type(now[name]) is not type(was[name])
        for name in was.keys() & now.keys() if name not in asked
    )  # fmt: skip


def _follow(origins: Origins, waiting: list[Exchange], needed: dict[str, Exchange]) -> None:
    while waiting:
        exchange = waiting.pop()
        if exchange.id in needed:
            continue
        needed[exchange.id] = exchange
        for value in origins.sent(exchange):
            origin = origins.of(value, exchange)
            if origin is not None:
                waiting.append(origin.exchange)
                waiting += _done(origins, value, exchange)


def _done(origins: Origins, value: str, before: Exchange) -> Iterator[Exchange]:
    """Yield what was done to an object before a request: to set it up, or by its group.

    What was refused may have left something behind, where its group looks for that.
    """
    for other in origins.done_to.get(value, ()):
        own = other.group == before.group or (other.setup and other.accepted)
        if own and origins.earlier(other, before):
            yield other
    yield from _done_with(origins, value, before)


def _done_with(origins: Origins, value: str, before: Exchange) -> Iterator[Exchange]:
    """Yield what a group did with an object before it read that, as payments with a card.

    What is named by many requests, as the owner of all that a group makes, is not meant by one.
    """
    if not before.request.reads or value not in path_words(before):
        return
    own = (o for o in origins.done_with.get(value, ()) if o.group == before.group and o.accepted)
    found = [other for other in own if origins.earlier(other, before)]
    if len(found) <= _FEW:
        yield from found


def _makers(origins: Origins, exchange: Exchange) -> Iterator[Exchange]:
    """Yield the calls that made what an answer shows, then those that made others beside it."""
    found: dict[str, Exchange] = {}
    for value, _ in leaves(origins.shown(exchange)):
        if isinstance(value, str) and telling(value):
            origin = origins.of(value, exchange)
            if origin is not None and not origin.exchange.request.reads:
                found.setdefault(origin.exchange.id, origin.exchange)
                found |= {done.id: done for done in _done(origins, value, exchange)}
    yield from found.values()
    calls = dict.fromkeys(map(called, found.values()))
    beside = [other for call in calls for other in origins.calls.get(call, ())
              if origins.earlier(other, exchange)]  # fmt: skip
    for other in sorted(beside, key=lambda other: origins.number[other.id]):
        if other.accepted or other.group == exchange.group:
            yield other


class _Naming:
    """Gives the values of requests names, the same value the same name."""

    def __init__(self, origins: Origins, chosen: list[Exchange]) -> None:
        self._origins = origins
        self._chosen = chosen
        self._known: dict[str, Variable] = {}
        self._names: set[str] = set()
        self._ids = dict(_configured(origins.ledger.header.get("ids") or {}))

    @property
    def configured(self) -> tuple[Variable, ...]:
        """The ids that the user gave, as far as they are used."""
        return tuple(v for v in self._known.values() if v.configured)

    def variables(self, exchange: Exchange) -> tuple[Variable, ...]:
        """Return the variables in a request."""
        values = dict.fromkeys((*self._origins.sent(exchange), *self._given(exchange)))
        found = [self._variable(value, exchange) for value in values]
        moments = [self._moment(number, exchange) for number in self._origins.times(exchange)]
        return tuple(v for v in (*found, *moments) if v is not None)

    def _given(self, exchange: Exchange) -> Iterator[str]:
        """Yield the configured ids in a request: one may look like any word."""
        known = {*words(exchange)} if self._ids else set()
        yield from (value for value in self._ids if value in known)

    def _variable(self, value: str, exchange: Exchange) -> Variable | None:
        if value in self._known:
            return self._known[value]
        origin = self._origins.of(value, exchange)
        if value in self._ids:
            name, number = self._ids[value]
            stem = "".join(c if c.isalnum() else "_" for c in name.upper())
            made = Variable(self._free(f"{stem}_{number}"), value, configured=name)
        elif origin is not None and not value.isdigit():
            made = Variable(self._free(_stem(value)), value, origin.exchange.id, origin.place)
        else:
            return None
        self._known[value] = made
        return made

    def _moment(self, number: int, exchange: Exchange) -> Variable | None:
        origin, more = self._shown(number, exchange)
        if origin is not None:
            return self._time(number, origin=origin.exchange.id, place=origin.place, more=more)
        ahead = number - int(exchange.started)
        if abs(ahead) > _SPAN:
            return None
        return self._time(number, more=ahead, clock=True)

    def _time(self, number: int, **rest: Any) -> Variable:
        made = Variable("TIME", str(number), **rest)
        if str(number) not in self._known:
            self._known[str(number)] = replace(made, name=self._free("TIME"))
        return self._known[str(number)]

    def _shown(self, number: int, exchange: Exchange) -> tuple[Origin | None, int]:
        """Return where a time was shown before, and by how much what is sent misses it."""
        best: tuple[Origin | None, int] = (None, _NEAR + 1)
        for other in self._chosen:
            if self._origins.earlier(other, exchange):
                for value, place in leaves(other.passing_json):
                    if isinstance(value, int) and abs(number - value) < abs(best[1]):
                        best = Origin(other, place), number - value
        return best

    def _free(self, stem: str) -> str:
        name, count = stem, 1
        while name in self._names:
            count += 1
            name = f"{stem}_{count}"
        self._names.add(name)
        return name


def _configured(ids: dict[str, Iterable[str]]) -> Iterator[tuple[str, tuple[str, int]]]:
    for name, given in ids.items():
        for number, found in enumerate(given, 1):
            yield found, (name, number)


def _stem(value: str) -> str:
    head = value.partition("_")[0].upper()
    return f"{head}_ID" if head.isascii() and head.isidentifier() and len(head) < 9 else "MADE"
