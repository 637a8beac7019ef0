"""What requests last wrote of the objects that a run made: only another request changes it.

Most of what is wrong with a write, or comes of one that was none, shows in answers that nobody asks
for that reason: what a reading, a refusal or a neighbour's update did. One line of groups remembers
what the answers to its own writes said; what it cannot know any more is forgotten.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Contracts, Operation, Parameter, Resource
from harness.exchange import Exchange, Shown
from harness.message import Message
from suites.looking.dig import named, names_told
from suites.looking.once import per_operation
from suites.looking.walk import returned

_MOST = 1_000  # objects that are remembered
_PLAIN = ("string", "boolean", "map")  # amounts and counts are what actions work on


@per_operation
def written(operation: Operation, contracts: Contracts) -> tuple[str, ...]:
    """Return the fields of what an operation returns that requests alone write: rows of an update
    that are shown under their names, and that neither a state nor another row moves.
    """
    resource = contracts.resource(operation.returns)
    update, makes = resource.of_kind("update"), resource.of_kind("create")
    if update is None or not _made(resource):
        return ()
    state = resource.lifecycle.field if resource.lifecycle else ""
    fields = {f.name for f in resource.fields if f.type in _PLAIN
              and not (f.moving or f.restless or f.refreshes or f.name == state)}  # fmt: skip
    rows = [*update.sent, *(makes.sent if makes is not None else ())]
    bound = {name.partition("[")[0] for row in rows for name in (*row.excludes, *row.needs)}
    own = (row.name for row in update.sent if row.location == "body" and _free(row))
    return tuple(dict.fromkeys(name for name in own if name in fields - bound))


def _made(resource: Resource) -> bool:
    """Whether a run can make such objects: others may be written to by anyone."""
    recipes = (recipe for recipe in resource.recipes if recipe.resource == resource.name)
    return resource.of_kind("create") is not None or any(recipe.steps for recipe in recipes)


def _free(row: Parameter) -> bool:
    return not (row.excludes or row.needs or row.displaces or row.references)


@dataclass(slots=True)
class Written:
    """What one line of groups knows of the objects that it made, by their ids.

    `given` are those that it did not make: other runs may change them.
    """

    given: frozenset[str] = frozenset()
    _known: dict[str, Shown] = field(default_factory=dict)
    _doubtful: dict[str, str] = field(default_factory=dict)  # by id: the exchange to learn from
    _raced: set[str] = field(default_factory=set)  # written to over several connections
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sent(self, message: Message, exchange: Exchange, *, alone: bool) -> None:
        """Note that something was done to objects: `alone` says that nothing else is under way."""
        if exchange.request.reads or (exchange.refused and not names_told(exchange)):
            return
        names = {*exchange.request.named, *names_told(exchange)}
        with self._lock:
            for name in names & (self._known.keys() | self._doubtful.keys()):
                if name in self._doubtful:
                    self._known.pop(name, None)
                self._doubtful[name] = exchange.id
            if not alone:
                self._raced |= {*names, *message.about}

    def traced(self, exchange: Exchange, operation: Operation, contracts: Contracts) -> Exchange:
        """Return an answer with what is known of the objects that it shows."""
        if not exchange.accepted or exchange.request.key != "secret":
            return exchange
        shows = written(operation, contracts) and operation.kind != "create"
        told = map(named, returned(exchange, operation) if shows else ())
        found = {name: self._known[name] for name in told if self._fresh(name, exchange)}
        return exchange.knowing(found) if found else exchange

    def _fresh(self, name: str, exchange: Exchange) -> bool:
        return name in self._known and self._doubtful.get(name, exchange.id) == exchange.id

    def learn(self, exchange: Exchange, operation: Operation, contracts: Contracts) -> None:
        """Learn from the answer to a write that was right, and not a repetition of another."""
        if exchange.request.reads or not exchange.accepted or operation.many:
            return
        name, names = named(exchange.item), written(operation, contracts)
        foreign = name in self._raced or name in self.given
        if not name or not names or foreign or _repeats(exchange, contracts):
            return
        with self._lock:
            made = operation.kind in ("create", "update") and name not in self._doubtful
            if made or self._doubtful.get(name) == exchange.id:
                self._doubtful.pop(name, None)
                self._known[name] = Shown(dict(_values(exchange.item, names)), exchange.slim())
            if len(self._known) > _MOST:
                del self._known[next(iter(self._known))]


def _repeats(exchange: Exchange, contracts: Contracts) -> bool:
    """Whether an answer may be that of an earlier request: it was sent with a key."""
    api = contracts.by(exchange.operation).api
    row = api.idempotency.row if api.idempotency else ""
    sent = {name.lower() for name in exchange.request.headers}
    return api.headers.idempotency_key.lower() in sent or bool(
        row and row in exchange.request.asked
    )


def _values(item: dict[str, Any], names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    return ((name, item[name]) for name in names if name in item)
