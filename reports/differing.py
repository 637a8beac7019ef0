"""In what the answers of a run differ from those of a record, in shape and in values.

An answer to the same request is compared by its members and values. One to another request of the
same operation that came to the same is compared by its top members and the kinds of values alone,
and so is a list: others may stand in it. What is masked in a record is free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.legible import line
from reports.answers import request_line, status_of
from reports.comparing import ABSENT, Field, folded, shown
from reports.drawn import MARK, Drawn
from reports.recording import Situation, key_of, situation

MOST = 20  # fields of one answer
_WIDE = 300  # characters of one value


@dataclass(frozen=True, slots=True)
class Differing:
    """An answer that is another than the recorded one; `same` says that the request is the same."""

    operation: str
    situation: str
    request: str
    same: bool
    fields: tuple[Field, ...]
    more: int = 0

    @property
    def plain(self) -> dict[str, Any]:
        """The answer as JSON has it."""
        fields = [{"place": f.place, "before": f.before, "after": f.after} for f in self.fields]
        return {"operation": self.operation, "situation": self.situation, "request": self.request,
                "same_request": self.same, "fields": fields, "more": self.more}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answers:
    """How the answers of a record and of a run compare; `unseen` are situations without one."""

    differing: tuple[Differing, ...] = ()
    unseen: tuple[str, ...] = ()
    alike: int = 0


def answers(record: Ledger, run: Ledger) -> Answers:
    """Return in what the answers of a run differ from a record's."""
    return _Answers(record, run).found()


class _Answers:
    def __init__(self, record: Ledger, run: Ledger) -> None:
        self._record, self._then, self._now = record, Drawn(record), Drawn(run)
        pair = record.header, run.header
        self._same = len({(h.get("seed"), h.get("profile")) for h in pair}) == 1
        self._asked: dict[tuple[str, ...], list[Exchange]] = defaultdict(list)
        self._like: dict[tuple[str, Situation], Exchange] = {}
        for exchange in sorted(run.exchanges.values(), key=lambda e: (e.group, e.started)):
            self._asked[key_of(exchange, self._now)].append(exchange)
            self._like.setdefault(self._comes_to(exchange, self._now), exchange)

    def found(self) -> Answers:
        """Return all that differs."""
        differing, unseen, alike = [], [], 0
        for exchange in self._record.exchanges.values():
            other, same = self._other(exchange)
            if other is None:
                unseen.append(_named(exchange))
                continue
            fields = folded(self._fields(exchange, other, same=same))
            if fields:
                differing.append(Differing(
                    exchange.operation, _told(exchange), request_line(exchange, _WIDE), same,
                    fields[:MOST], max(0, len(fields) - MOST)))  # fmt: skip
            alike += not fields
        return Answers(tuple(differing), tuple(unseen), alike)

    def _other(self, exchange: Exchange) -> tuple[Exchange | None, bool]:
        """Return the answer that a recorded one is held against, and whether it is to the same."""
        asked = self._asked.get(key_of(exchange, self._then), ()) if self._same else ()
        at = int(exchange.started)  # of a record: which of those that ask the same
        wanted = self._comes_to(exchange, self._then)
        if 0 <= at < len(asked):  # what is waited for is asked a number of times
            later = (o for o in (asked[at], *asked) if self._comes_to(o, self._now) == wanted)
            return next(later, asked[at]), True
        return self._like.get(wanted), False

    @staticmethod
    def _comes_to(exchange: Exchange, drawn: Drawn) -> tuple[str, Situation]:
        return exchange.operation, tuple(map(drawn.text, situation(exchange)))

    def _fields(self, then: Exchange, now: Exchange, *, same: bool) -> Iterator[Field]:
        if then.status != now.status:
            yield Field("status", status_of(then), status_of(now))
        values = same and then.entries is None
        yield from self._between("body", then.json, now.json, values=values)

    def _between(self, place: str, then: Any, now: Any, *, values: bool) -> Iterator[Field]:
        if isinstance(then, dict) and isinstance(now, dict):
            free = any(name.startswith(MARK) for name in then) or (not values and place != "body")
            for name in sorted({*then, *now}):
                if name.startswith(MARK) or (free and (name not in then or name not in now)):
                    continue
                yield from self._between(f"{place}.{name}", then.get(name, ABSENT),
                                         now.get(name, ABSENT), values=values)  # fmt: skip
        elif isinstance(then, list) and isinstance(now, list):
            yield from self._elements(place, then, now, values=values)
        elif not self._alike(then, now, values=values):
            yield Field(line(place), shown(then), shown(now))

    def _elements(
        self, place: str, then: list[Any], now: list[Any], *, values: bool
    ) -> Iterator[Field]:
        cut_short = MARK in then[-1:]
        kept = then[:-1] if cut_short else then
        if values and not cut_short and len(kept) != len(now):
            yield Field(line(place), f"{len(kept)} entries", f"{len(now)} entries")
        for number, pair in enumerate(zip(kept, now, strict=False)):
            yield from self._between(f"{place}[{number}]", *pair, values=values)

    def _alike(self, then: Any, now: Any, *, values: bool) -> bool:
        if ABSENT in (then, now):
            return False
        if not values and (then is None or now is None):
            return True  # another request may have left it out
        if not values and {_kind(then), _kind(now)} == {"dict", "str"}:
            return True  # an object, and its id
        if isinstance(then, dict | list) or isinstance(now, dict | list):
            return False
        if not values:
            return _kind(then) == _kind(now)
        if then == now and type(then) is type(now):
            return True  # one run may have seen it as an id, and the other not
        before, after = self._then.value(then), self._now.value(now)
        if isinstance(then, str) and isinstance(now, str):
            return self._then.alike(before, after)
        return before == after and _kind(then) == _kind(now)


def _kind(value: Any) -> str:
    return "number" if type(value) in (int, float) else type(value).__name__


def _told(exchange: Exchange) -> str:
    return line(" ".join(filter(None, situation(exchange))))


def _named(exchange: Exchange) -> str:
    return f"{exchange.operation}: {_told(exchange)}"
