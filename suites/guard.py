"""Nothing that this run neither made nor was given is ever written to.

Every request of a run passes here. One that writes may name, in its path, what an answer to a write
of this run told of, what the configuration gives, and ids that the suite made up; whatever else
stands there may be somebody's. What would take the place of something that belongs to the account
is sent only where the account is the run's own, or its owner allowed it; in that case what was
displaced is put back (`suites/displaced.py`). A run that only reads sends no other requests: claims
that need one are not testable, and the connection refuses them too (`harness/keeping.py`). What is
refused here was never sent.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from contracts.model import Contracts, Operation
from harness.encoding import encode
from harness.exchange import Exchange
from harness.message import READS, Message
from harness.reasons import DISPLACES, WITHHELD
from harness.shapes import ID
from suites.law import Unavailable
from suites.looking.ids import of_nothing
from suites.looking.routing import Router
from suites.written import Written

MADE_UP = "assay"  # stands in every id that the suite makes up
_ID = re.compile(r"[\w.:-]+")  # what ids look like: what a tool draws beside that is nobody's
Account = Literal["own", "allowed", "kept"]  # may what belongs to it be displaced?
_DEEPEST = 12  # levels of an answer that are looked through
_NOTHING = ("", "0", "false")  # values of a row that displace nothing


class Sender(Protocol):
    """What sends requests: `harness.target.Target`."""

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""

    def send(self, message: Message) -> Exchange:
        """Send one request; never raises for network trouble."""

    def twin(self, name: str) -> Sender:
        """Return another connection, for another thread."""


class Owned:
    """The ids that a run may write to: those it was given, and those that its writes told of."""

    def __init__(
        self, contracts: Contracts, given: Iterable[str], account: Account = "own", *,
        read_only: bool = False,
    ) -> None:  # fmt: skip
        self._contracts = contracts
        self._router = Router(contracts.operations)
        self._words = frozenset(_words(contracts))
        self._creatable = frozenset(_creatable(contracts))
        self._ids = {*given, *_nothings(contracts)}
        self._shown: set[str] = set()  # what answers to reading requests told of
        self._lock = threading.Lock()  # connections of several threads share it
        self.account = account
        self.read_only = read_only

    def allow(self, name: str) -> None:
        """Let an object be written to that this run is about to make under an id of its own."""
        with self._lock:
            self._ids.add(name)

    def check(self, message: Message) -> None:
        """Raise Unavailable for a request that would write to what is not this run's."""
        if message.method in READS:
            return
        if self.read_only:  # that a POST only reads is what the contracts say, not the method
            raise Unavailable(WITHHELD)
        if message.reading:
            return
        for name in message.about:
            if not self._owned(name):
                raise Unavailable(_strange(name))
        for part in message.path.partition("?")[0].split("/"):
            name = unquote(part)
            if part and not self._word(part) and not self._owned(name):
                raise Unavailable(_strange(name))
        operation = self._router.find(message.method, message.path)
        if self.account == "kept" and operation is not None and displacing(operation, message):
            raise Unavailable(DISPLACES)

    def _word(self, part: str) -> bool:
        """Whether a part of a path names no object: it stands in the contracts, or looks so."""
        plain = part.isascii() and part.islower() and part.isalpha()
        return part in self._words or (plain and part not in self._shown)

    def _owned(self, name: str) -> bool:
        with self._lock:
            odd = not _ID.fullmatch(name) and name not in self._shown
            return name in self._ids or MADE_UP in name or odd

    def saw(self, message: Message, exchange: Exchange) -> None:
        """Learn from an answer to a write what this run has made."""
        if exchange.response is None:
            return
        if message.method in READS or message.reading:
            self._read(exchange)
            return
        shown = exchange.item if exchange.accepted else exchange.error_body
        label = self._contracts.by(exchange.operation).api.object.object
        found = set(self._told(shown, label, 0, outer=True))
        with self._lock:
            self._ids |= found

    def _read(self, exchange: Exchange) -> None:
        items = exchange.entries if exchange.entries is not None else [exchange.item]
        named = (one.get(ID) for one in items if isinstance(one, dict))
        found = {name for name in named if isinstance(name, str) and _unusual(name)}
        if found:
            with self._lock:
                self._shown |= found

    def _told(self, value: Any, label: str, depth: int, *, outer: bool) -> Iterator[str]:
        """Yield the ids of what a write made: of what is shown inside, only kinds that no call
        makes, for else it was there before; none where kinds are not told. An error names what the
        request was about.
        """
        if depth > _DEEPEST:
            return
        if isinstance(value, Mapping):
            name, kind = value.get(ID), value.get(label)
            made = isinstance(kind, str) and kind in self._creatable
            told = bool(label) and not made
            if isinstance(name, str) and (outer or told):
                yield name
            plain = name is None and outer  # an error: what is in it is what was asked for
            for inner in value.values():
                yield from self._told(inner, label, depth + 1, outer=plain)
        elif isinstance(value, list):
            for inner in value:
                yield from self._told(inner, label, depth + 1, outer=False)


class Guarded:
    """A connection over which nothing is written to what is not this run's."""

    def __init__(
        self, sender: Sender, owned: Owned, written: Written | None = None, *, alone: bool = True
    ) -> None:
        self._sender = sender
        self._written = written
        self._alone = alone
        self.owned = owned
        self.withheld = False  # whether a request was not sent since the run only reads

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""
        return self._sender.has_publishable

    @property
    def host(self) -> str:
        """Host and port of the server, as its own links may name them; "" where unknown."""
        return urlsplit(str(getattr(self._sender, "base_url", ""))).netloc

    def send(self, message: Message) -> Exchange:
        """Send one request. Raises Unavailable for what must not be sent."""
        self.withheld = self.withheld or (self.owned.read_only and message.method not in READS)
        self.owned.check(message)
        exchange = self._sender.send(message)
        self.owned.saw(message, exchange)
        if self._written is not None:
            self._written.sent(message, exchange, alone=self._alone)
        return exchange

    def twin(self, name: str) -> Guarded:
        """Return another connection, for another thread."""
        return Guarded(self._sender.twin(name), self.owned, self._written, alone=False)

    def close(self) -> None:
        """Close the connection."""
        getattr(self._sender, "close", lambda: None)()


def _strange(name: str) -> str:
    return f"{name!r} was neither made by this run nor given to it: not written to"


def _unusual(name: str) -> bool:
    """Whether an id looks as a word of a path does, or as no other id."""
    return name.isalpha() or not _ID.fullmatch(name)


def displacing(operation: Operation, message: Message) -> list[str]:
    """Return the rows of a request that take the place of something of the account."""
    rows = {row.path for row in operation.walk() if row.displaces}
    if not rows:
        return []
    body = message.raw_body if message.raw_body is not None else encode(message.form)
    sent = parse_qsl(body, keep_blank_values=True)
    found = (name for name, value in sent if name in rows and value.lower() not in _NOTHING)
    return list(dict.fromkeys(found))


def _nothings(contracts: Contracts) -> Iterator[str]:
    """Yield the ids of no object that the suite makes up: by a pattern, they have no other mark."""
    beginnings = {"", *(resource.prefix for resource in contracts.resources)}
    yield from (of_nothing(view.api, start) for view in contracts.views for start in beginnings)


def _words(contracts: Contracts) -> Iterator[str]:
    """Yield the parts of all paths that name no object."""
    paths = [operation.path for operation in contracts.operations]
    for resource in contracts.resources:
        steps = (s for r in resource.recipes for way in (*r.ways, (r.again,)) for s in way if s)
        paths += [step.path for step in steps]
        paths += [choice.step.path for choice in resource.choices]
    for operation in contracts.operations:
        if operation.population:
            paths += [step.path for step in operation.population.steps]
    for path in paths:
        yield from (part for part in path.split("/") if not part.startswith("{"))


def _creatable(contracts: Contracts) -> Iterator[str]:
    """Yield the kinds of object that a call makes by itself."""
    yield from (o.returns for o in contracts.operations if o.kind == "create")
    yield from (r.resource for x in contracts.resources for r in x.recipes if r.steps)
