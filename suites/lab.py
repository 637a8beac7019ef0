"""The bench that every suite works at: sends, provisions, examines, and writes verdicts.

A `Claim` is one checkable statement about one operation. The laboratory turns what was seen into
verdicts about claims and runs the checks of `suites/checks` on every exchange it sees.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.checks.registry import Check, discover
from suites.likeness import observed, resembles
from suites.provision import Provisioner, Unavailable

Profile = Literal["smoke", "standard", "thorough"]
ALIKE = "the list is empty whatever is asked, even with a parameter that does not exist"
SAME_BORN = "whatever is created, the answer is one and the same object"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a verdict speaks of: dotted id, citable clause, operation title, level, source line."""

    id: str
    clause: str
    operation: str
    level: Level = "must"
    source: str = ""


class Sender(Protocol):
    """What sends requests: `harness.target.Target`."""

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""

    def send(
        self,
        method: str,
        path: str,
        form: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        *,
        operation: str = "",
        key: str = "secret",
        auth: str = "bearer",
        headers: Mapping[str, str] | None = None,
        idempotency_key: str | None = None,
        raw_body: str | None = None,
        raw_query: str | None = None,
    ) -> Exchange:
        """Send one request; never raises for network trouble."""

    def twin(self, name: str) -> Sender:
        """Return another connection, for another thread."""


class Verdicts(Protocol):
    """What takes verdicts: `harness.judge.Judge`."""

    def wanted(self, prefix: str) -> bool:
        """Whether any claim below `prefix` is asked for."""

    def asked(self, name: str) -> bool:
        """Whether a claim with exactly this id is asked for."""

    def passed(self, id: str, clause: str, operation: str, **rest: Any) -> None:  # noqa: A002
        """Record that a claim held."""

    def failed(self, id: str, clause: str, operation: str, **rest: Any) -> None:  # noqa: A002
        """Record that a claim was broken."""

    def not_testable(self, id: str, clause: str, operation: str, **rest: Any) -> None:  # noqa: A002
        """Record that a claim could not be put to the test."""

    def error(self, id: str, clause: str, operation: str, **rest: Any) -> None:  # noqa: A002
        """Record that the network or the suite failed."""


class Lab:
    """Sends requests of the contracts to one target and records what they prove."""

    def __init__(
        self,
        target: Sender,
        contracts: Contracts,
        judge: Verdicts,
        ids: Mapping[str, tuple[str, ...]],
        *,
        profile: Profile,
        run: str,
        seed: int = 0,
    ) -> None:
        self.target = target
        self.contracts = contracts
        self.judge = judge
        self.profile = profile
        self.seed = seed
        self.provision = Provisioner(self._set_up, contracts, ids, run)
        self._routes = [(_pattern(o.path), o) for o in contracts.operations]
        self._checks: tuple[Check, ...] = discover()
        self._held: set[tuple[str, str]] = set()
        self._alive: set[str] = set()
        self._twins: dict[tuple[str, str], Exchange | str] = {}
        self._lively: set[str] = set()
        self._born: dict[str, list[str]] = {}  # by operation: ids of its answers, keys left out
        self.stirring: dict[str, bool] = {}  # by resource: whether updates are seen by reads
        self._senders: dict[str, Sender] = {}
        self._notes: list[Exchange] | None = None

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""
        return self.target.has_publishable

    # -- sending -----------------------------------------------------------------------------

    def call(
        self,
        operation: Operation,
        form: Mapping[str, Any],
        ids: Mapping[str, str] | None = None,
        **rest: Any,
    ) -> Exchange:
        """Send a form to an operation, examine the exchange and return it."""
        path = operation.path
        for name, value in (ids or {}).items():
            path = path.replace(f"{{{name}}}", value)
        if operation.method == "GET":
            rest["query"] = {**form, **rest.get("query", {})}
            exchange = self.target.send("GET", path, operation=operation.id, **rest)
        else:
            exchange = self.target.send("POST", path, form, operation=operation.id, **rest)
        self.examine(exchange, operation)
        self.settle(exchange, operation, ids or {})
        return exchange

    def settle(self, exchange: Exchange, operation: Operation, ids: Mapping[str, str]) -> None:
        """Let the object that an action was done to not be the one that the next test changes."""
        if exchange.accepted and operation.kind == "action":
            self.spent(ids)

    def spent(self, ids: Mapping[str, str]) -> None:
        """Let the objects of a path, to which something was done, not be used again."""
        for value in ids.values():
            self.provision.forget(value)

    def twin_sender(self, name: str) -> Sender:
        """Return the connection of that name, for a thread of its own.

        What it sends is not examined: `examine` is called where the threads have met again.
        """
        if name not in self._senders:
            self._senders[name] = self.target.twin(name)
        return self._senders[name]

    def _set_up(self, method: str, path: str, form: Mapping[str, Any]) -> Exchange:
        operation = self.route(method, path)
        exchange = self.target.send(
            method, path, form if method == "POST" else None,
            operation=operation.id if operation else "",
        )  # fmt: skip
        if self._notes is not None:
            self._notes.append(exchange)
        if operation is not None:
            self.examine(exchange, operation)
        return exchange

    @contextlib.contextmanager
    def noting(self) -> Iterator[list[Exchange]]:
        """Yield a list of the set-up calls made meanwhile: a walk is repeated with them."""
        found: list[Exchange] = []
        outer, self._notes = self._notes, found
        try:
            yield found
        finally:
            self._notes = outer

    def route(self, method: str, path: str) -> Operation | None:
        """Return the operation of the contracts that a request belongs to."""
        bare = path.partition("?")[0]
        found = [o for p, o in self._routes if o.method == method and p.fullmatch(bare)]
        return min(found, key=lambda o: len(o.path_parameters), default=None)

    def examine(self, exchange: Exchange, operation: Operation) -> None:
        """Run the checks of any exchange; a check that holds is recorded once an operation.

        A server that does not know the operation at all breaks one promise, not one a check; one
        that accepts without an answer of the right kind has not shown that it keeps any.
        """
        if exchange.body.get("data") or "param" in exchange.error_body:
            self._lively.add(operation.id)
        if exchange.accepted:
            self._alive.add(operation.id)
            if operation.kind == "update":
                self.provision.moved(exchange.request.path.rpartition("/")[2])
            self._count(exchange, operation)
        elif unanswered(exchange) or self.absent(operation, exchange):
            return
        for check in self._checks:
            claim = Claim(f"{operation.id}.response.{check.name}", check.clause, operation.title,
                          check.level)  # fmt: skip
            if not self.judge.wanted(claim.id):
                continue
            for finding in check.examine(exchange, operation, self.contracts):
                if finding is None:
                    if exchange.refused or self._telling(exchange, operation):
                        self._hold(claim, exchange)
                else:
                    place = f".{finding.place}" if finding.place else ""
                    self.broken(
                        Claim(claim.id + place, finding.clause or claim.clause,
                              claim.operation, finding.level or claim.level),
                        finding.expected, finding.observed, exchange,
                    )  # fmt: skip

    def _count(self, exchange: Exchange, operation: Operation) -> None:
        """Remember what a creation without a key gave: with one it may be an earlier object."""
        keyed = "idempotency-key" in exchange.request.headers
        if operation.kind == "create" and not keyed and resembles(exchange, operation):
            self._born.setdefault(operation.id, []).append(exchange.body["id"])

    def same_born(self, operation: Operation) -> bool:
        """Whether a creation makes nothing: it answers with the same object each time.

        It is sent once more where that is not known yet.
        """
        born = self._born.get(operation.id, [])
        if len(born) < 2 and isinstance(self.minimal(operation), Exchange):
            with contextlib.suppress(Unavailable):
                ids = self.subject(operation, fresh=True)
                self.call(operation, self.provision.fill(smallest(operation)), ids)
            born = self._born.get(operation.id, [])
        return len(born) > 1 and len(set(born)) == 1

    def _telling(self, exchange: Exchange, operation: Operation) -> bool:
        """Whether an accepted answer shows anything: an empty list may be all a server can say."""
        told = operation.shape == "object" or operation.id in self._lively
        return told and resembles(exchange, operation)

    def lively(self, operation: Operation) -> bool:
        """Whether a list was seen to hold something, or to refuse something, at least once."""
        if operation.shape == "object" or operation.id in self._lively:
            return True
        twin = self.minimal(operation)
        if isinstance(twin, Exchange):
            try:
                ids = self.subject(operation, fresh=False)
                form = self.provision.fill(smallest(operation))
            except Unavailable:
                return False
            self.call(operation, form, ids)
            self.call(operation, {**form, "assay_unknown": "1"}, ids)
        return operation.id in self._lively

    def absent(self, operation: Operation, exchange: Exchange) -> bool:
        """Whether an answer says that the target does not have the operation at all."""
        unknown = exchange.status in (404, 405, 501) and "code" not in exchange.error_body
        return unknown and operation.id not in self._alive

    def told(self, operation: Operation, exchange: Exchange) -> str:
        """Return what an exchange answered, and whether the operation seems not to be there."""
        missing = "; it seems that the target does not have the operation"
        return said(exchange) + (missing if self.absent(operation, exchange) else "")

    def _hold(self, claim: Claim, exchange: Exchange) -> None:
        mark = (claim.id, claim.operation)
        if mark not in self._held:
            self._held.add(mark)
            self.passed(claim, exchange)

    # -- objects -----------------------------------------------------------------------------

    def subject(self, operation: Operation, reference: str = "", *, fresh: bool) -> dict[str, str]:
        """Return values for the ids in an operation's path. Raises Unavailable.

        `reference` ("resource:state") overrides the subject of the contract; unless `fresh`, an
        object is reused.
        """
        found = {}
        for row in operation.path_parameters:
            wanted = reference or operation.subject or row.references[0]
            resource, _, state = wanted.rstrip("!").partition(":")
            again = "!" if fresh and wanted.endswith("!") else ""
            text = f"@{resource}:{state or 'default'}{again}"
            if operation.method == "POST" and not self.provision.owned(text):
                reason = f"no {resource} that this run may change; configure the id of one"
                raise Unavailable(reason)
            changing = operation.method == "POST"
            found[row.name] = self.provision.obtain(text, changing=changing)
        return found

    def renew(self, operation: Operation) -> None:
        """Let the next object in an operation's path be one that nothing was done to yet."""
        for row in operation.path_parameters:
            self.provision.renew((operation.subject or row.references[0]).rstrip("!"))

    def read(self, operation: Operation, ids: Mapping[str, str]) -> Exchange | None:
        """Retrieve the object that an operation changes, if the contracts know how."""
        retrieve = self.reader(operation)
        if retrieve is None or not ids:
            return None
        value = next(iter(ids.values()))
        name = retrieve.path_parameters[0].name
        return self.call(retrieve, {}, {name: value})

    def reader(self, operation: Operation) -> Operation | None:
        """Return the operation that retrieves what `operation` is about."""
        for candidate in self.contracts.resource(operation.resource).operations:
            if candidate.kind == "retrieve":
                return candidate
        return None

    def minimal(self, operation: Operation) -> Exchange | str:
        """Return the exchange of the smallest working call, or why it cannot be made."""
        return self.twin(operation, smallest(operation))

    def twin(
        self, operation: Operation, form: Mapping[str, Any], subject: str = ""
    ) -> Exchange | str:
        """Return the exchange of a valid form, or why it cannot be made.

        It is sent once a worker: what every refusal of a form like it is measured by. `subject`
        is the object in the path, when it is not the operation's own.
        """
        mark = (operation.id, json.dumps(form, sort_keys=True))
        if mark not in self._twins:
            try:
                ids = self.subject(operation, subject, fresh=True)
                self._twins[mark] = self.call(operation, self.provision.fill(form), ids)
            except Unavailable as reason:
                self._twins[mark] = str(reason)
        return self._twins[mark]

    def ready(self, operation: Operation) -> str:
        """Return "" when the operation answers its smallest working call, else why not."""
        twin = self.minimal(operation)
        if isinstance(twin, str):
            return twin
        if resembles(twin, operation):
            return "" if self.lively(operation) else ALIKE
        if twin.accepted:
            return f"the smallest valid request was answered with {observed(twin)}"
        seen = self.told(operation, twin)
        return f"the smallest valid request was not accepted ({seen})"

    # -- verdicts ----------------------------------------------------------------------------

    def passed(self, claim: Claim, *exchanges: Exchange) -> None:
        """Record that a claim held."""
        self.judge.passed(
            claim.id, claim.clause, claim.operation, level=claim.level, source=claim.source,
            exchanges=tuple(e.id for e in exchanges),
        )  # fmt: skip

    def broken(
        self, claim: Claim, expected: str, observed: str, *exchanges: Exchange, message: str = ""
    ) -> None:
        """Record that a claim was broken; a missing response is an error, not a breach."""
        lost = next((e for e in exchanges if unanswered(e)), None)
        if lost is not None:
            self.judge.error(
                claim.id, claim.clause, claim.operation, level=claim.level, source=claim.source,
                reason=unanswered(lost), exchanges=tuple(e.id for e in exchanges),
            )  # fmt: skip
            return
        self.judge.failed(
            claim.id, claim.clause, claim.operation, level=claim.level, source=claim.source,
            expected=expected, observed=observed, message=message,
            exchanges=tuple(e.id for e in exchanges),
        )  # fmt: skip

    def untestable(self, claim: Claim, reason: str, *exchanges: Exchange) -> None:
        """Record that a claim could not be put to the test."""
        self.judge.not_testable(
            claim.id, claim.clause, claim.operation, level=claim.level, source=claim.source,
            reason=reason, exchanges=tuple(e.id for e in exchanges),
        )  # fmt: skip

    def held(
        self, claim: Claim, holds: bool, expected: str, observed: str, *exchanges: Exchange
    ) -> None:
        """Record a pass or a breach."""
        if holds:
            self.passed(claim, *exchanges)
        else:
            self.broken(claim, expected, observed, *exchanges)


def _pattern(path: str) -> re.Pattern[str]:
    parts = (r"[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/"))
    return re.compile("/".join(parts))


def unanswered(exchange: Exchange) -> str:
    """Return why a request got no answer to judge, "" when it got one.

    A limit of requests says nothing about what was asked; locks are no limits.
    """
    if exchange.response is None:
        return f"no response: {exchange.error}"
    if exchange.status == 429 and exchange.error_body.get("code") != "lock_timeout":
        return "the target limits requests (status 429); give it a `rate` in the configuration"
    return ""


def said(exchange: Exchange) -> str:
    """Return what an exchange answered in a few words: `status 400, parameter_unknown, amount`."""
    if exchange.response is None:
        return f"no response: {exchange.error}"
    error = exchange.error_body
    parts = [f"status {exchange.status}"]
    parts += [str(error[key])[:80] for key in ("type", "code", "param") if error.get(key)]
    if exchange.status >= 400 and not error:
        parts.append("no error object")
    return ", ".join(parts)
