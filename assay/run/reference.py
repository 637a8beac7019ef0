"""Plays the requests behind the first causes of a run on the embedded sandbox.

What a server should have done is easier seen than read. The sandbox is started for it, with keys
of its own, and is asked the steps that show a cause (`reports/reproduction/`): nothing more reaches
the server under test, and nothing of its key the sandbox.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote_plus

from assay.run.embedded import embedded
from assay.run.interruption import told_to_stop
from assay.run.settings import LEDGER, Settings
from assay.run.standing_in import otherwise, standing_in
from assay.trouble import Stop, loaded
from contracts import Contracts
from harness.exchange import REDACTED, Exchange
from harness.ledger import Ledger, with_references
from harness.message import Message
from harness.redaction import Keys, Redactor
from harness.reference import Reference
from harness.target import Target
from harness.verdict import Verdict
from reports.answers import request_line, status_of
from reports.fixing import Causes
from reports.reproduction.again import at
from reports.reproduction.filling import RUN, pieces
from reports.reproduction.origins import Origins
from reports.reproduction.steps import Reproduction, Step, Variable, reproduce
from suites.conventions import conventions

MOST = 25  # causes that are played
SECONDS = 20.0  # that all of it may take, the start of the sandbox among them
_LEFT = frozenset({"authorization", "content-length", "host", "connection", "accept-encoding"})
_TIMEOUT = 5.0  # seconds that one answer may take


def referenced(settings: Settings, ledger: Ledger) -> Ledger:
    """Return a ledger with what the reference server answers to its causes, on disk as well.

    It is the same where nothing is to be shown, or the run was ended before its end. What cannot be
    written is left out: it says nothing about the server.
    """
    if not settings.reference or not ledger.complete:
        return ledger
    shown = (cause.exchange for cause in Causes(ledger).fixes.causes)
    wanted = list(filter(None, dict.fromkeys(shown)))[:MOST]
    if not wanted:
        return ledger
    found = {reference.exchange: reference for reference in _asked(settings, ledger, wanted)}
    with contextlib.suppress(OSError):
        with_references(settings.folder / LEDGER, found.values())
    return replace(ledger, references=found)


def _asked(settings: Settings, ledger: Ledger, wanted: Sequence[str]) -> Iterator[Reference]:
    """Yield what the reference server answers to requests of a run, and why not to the others."""
    left = list(wanted)
    try:
        for found in _answered(settings, ledger, wanted):
            left.remove(found.exchange)
            yield found
    except (Stop, LateError) as trouble:
        yield from (Reference(name, why=str(trouble)) for name in left)


def _answered(settings: Settings, ledger: Ledger, wanted: Sequence[str]) -> Iterator[Reference]:
    """Yield what it answers as long as there is time. Raises LateError, and Stop where the
    sandbox cannot be started.
    """
    ends = min(time.time() + SECONDS, settings.ends or float("inf"))
    in_time(ends)
    contracts = loaded(settings.package)
    with (
        embedded(contracts) as (config, keys),
        _reached(str(config.base_url), keys, contracts, ends) as target,
    ):
        origins, given = Origins(ledger), config.ids
        for number, name in enumerate(wanted):
            run = f"{settings.run[:4]}{number:02x}"
            play = Play(target, keys, ledger, given, run, contracts, ends)
            yield play.of(origins, ledger.exchanges[name])


@contextlib.contextmanager
def _reached(url: str, keys: Keys, contracts: Contracts, ends: float) -> Iterator[Target]:
    """Yield the connection to the sandbox."""
    target = Target(
        url, keys, api_version=contracts.api_version, timeout=_TIMEOUT, retries=1, name="reference",
        conventions=conventions(contracts), ends=ends,
    )  # fmt: skip
    try:
        yield target
    finally:
        target.close()


class Unplayable(Exception):  # noqa: N818 - it is not an error, it is an answer
    """A request cannot be made on the reference server. The text says why."""


class LateError(Exception):
    """There is no time left to ask the reference server. The text says so."""


def in_time(ends: float) -> None:
    """Raise LateError at a unix time that is over, and when the run was told to stop."""
    if told_to_stop():
        raise LateError("the run was told to stop")
    if time.time() >= ends:
        raise LateError("the time for it was over")


@dataclass
class Play:
    """Plays one reproduction. `given` are the reference server's own ids, by what they are.

    No step of it is sent once it is `ends`, in unix time, or the run was told to stop.
    """

    target: Target
    keys: Keys
    ledger: Ledger
    given: Mapping[str, Sequence[str]]
    run: str
    contracts: Contracts
    ends: float = float("inf")
    _values: dict[str, str] = field(default_factory=dict)
    _answers: dict[str, Exchange] = field(default_factory=dict)

    def of(self, origins: Origins, exchange: Exchange) -> Reference:
        """Return the answer of the reference server to the request of an exchange.

        Raises LateError.
        """
        shown = Verdict("", "", "", "must", "fail", exchanges=(exchange.id,))
        found = reproduce(origins, shown)
        if found is None:
            return Reference(exchange.id, why="the request was not kept")
        steps = _until(found, exchange)
        try:
            for step in steps:
                self._ask(step, found, last=step is steps[-1])
        except Unplayable as trouble:
            return Reference(exchange.id, None, str(trouble), len(self._answers))
        answer = Redactor(self.keys.secrets).exchange(self._answers[exchange.id])
        return Reference(exchange.id, answer, "", len(steps))

    def _ask(self, step: Step, found: Reproduction, *, last: bool) -> None:
        """Send one step. Raises LateError, and Unplayable where set-up goes otherwise."""
        in_time(self.ends)
        for variable in step.variables:
            if variable.name not in self._values:
                self._values[variable.name] = self._value(variable)
        was = step.exchange
        answer = self.target.send(self._message(step, found.run))
        self._answers[was.id] = answer
        if answer.response is None:
            raise Unplayable(f"{request_line(was)}: {answer.error}")
        if not last and was.accepted and not answer.accepted:
            told = f"{request_line(was)} comes before it, and is answered {status_of(answer)} there"
            raise Unplayable(told)

    def _value(self, variable: Variable) -> str:
        """Return what stands for a value on the reference server. Raises Unplayable."""
        if variable.configured:
            return self._configured(variable)
        if variable.clock:
            return str(int(time.time()) + variable.more)
        shown = self._answers.get(variable.origin or "")
        found: Any = at(shown.json, variable.place) if shown is not None else None
        known = isinstance(found, str | int) and not isinstance(found, bool)
        own = self._standing_in(variable, known=known)
        if own:
            return own
        if not known:
            raise Unplayable(f"nothing there is shown where {variable.text!r} was")
        return str(found + variable.more) if isinstance(found, int) else str(found)

    def _standing_in(self, variable: Variable, *, known: bool) -> str:
        """Return the reference server's own id for an object that the run was shown, "" where
        none is needed, or none is like it.

        It is needed where nothing is shown there, or, in its list, an object in another state.
        """
        was = self.ledger.exchanges.get(variable.origin or "")
        item = at(was.json, variable.place[:-1]) if was is not None and variable.place else None
        if was is None or not isinstance(item, dict) or item.get("id") != variable.text:
            return ""
        if known:
            there = at(self._answers[was.id].json, variable.place[:-1])
            apart = otherwise(there, item, self.contracts, self.given)
            if not (was.request.reads and apart):
                return ""
        return standing_in(item, self.contracts, self.given, self._values.values())

    def _configured(self, variable: Variable) -> str:
        """Return the reference server's own id of what was configured. Raises Unplayable."""
        ids: Mapping[str, Sequence[str]] = self.ledger.header.get("ids") or {}
        place = list(ids.get(variable.configured, ())).index(variable.text)
        own = self.given.get(variable.configured, ())
        if place >= len(own):
            raise Unplayable(f"it has no object of its own for {variable.configured!r}")
        return own[place]

    def _message(self, step: Step, run: str) -> Message:
        """Return a step as it is sent, with the values of the reference server."""
        request = step.exchange.request
        made_up = (request.made_up or "a_key_that_nobody_has").replace(REDACTED, self.keys.secret)
        key = request.key if request.key in ("secret", "publishable", "none") else made_up
        told = {n: v for n, v in request.headers.items() if v != REDACTED}
        kept = {n: v for n, v in told.items() if n.lower() not in _LEFT}
        return Message(
            request.method, self._filled(request.path, step, run), key=key, auth=request.auth,
            operation=step.exchange.operation, raw_body=self._filled(request.body, step, run),
            raw_query=self._filled(request.query, step, run),
            headers={n: self._filled(v, step, run) for n, v in kept.items()},
        )  # fmt: skip

    def _filled(self, text: str, step: Step, run: str) -> str:
        """Return a text of a request with the values of the reference server."""
        values = {RUN: self.run, **self._values}
        parts = pieces(text, step.variables, run)
        return "".join(quote_plus(values[p.name]) if p.name else p.text for p in parts)


def _until(found: Reproduction, exchange: Exchange) -> tuple[Step, ...]:
    """Return the steps of a reproduction, up to the request that is asked for."""
    names = [step.exchange.id for step in found.steps]
    return found.steps[: names.index(exchange.id) + 1]
