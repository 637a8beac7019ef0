"""What the server itself shows, by requests that only read."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from assay.doctor.finding import Finding, Whose, fine, note, problem
from assay.run.configuring import Options
from assay.run.first_look import first_of, first_page
from assay.run.prepare import at_a_time
from assay.trouble import INCOMPLETE, USAGE
from contracts import Contracts
from contracts.model import Operation
from harness.config import Config
from harness.exchange import Exchange
from harness.message import Message
from harness.pacing import Pace
from harness.preflight import Diagnosis, preflight
from harness.redaction import Keys
from harness.target import Target
from suites.conventions import conventions
from suites.looking.routing import filled, placed, slotted

Found = Iterator[Finding]
_IDS = 20  # configured ids that are looked at
_APART = 5.0  # seconds by which clocks may differ
_LIMITS = ("ratelimit", "x-ratelimit", "x-rate-limit", "retry-after")
_ABSENT = (404, 405)  # what a path without an id in it is answered that the server does not have
_NAMED = 20  # lists that one line names
_WIDE = 80  # characters of what a server says


class Server:
    """Asks one server. `found` is what the first answer meant."""

    def __init__(self, config: Config, keys: Keys, contracts: Contracts, options: Options) -> None:
        self._config, self._contracts, self._options = config, contracts, options
        self._version = config.api_version or contracts.api_version
        self._seen: list[Exchange] = []
        self._target = Target(
            str(config.base_url), keys, api_version=self._version, timeout=config.timeout,
            retries=1, ca_bundle=config.ca_bundle, conventions=conventions(contracts, config.fixed),
            sink=self._seen.append, pace=Pace(config.rate),
        )  # fmt: skip

    def findings(self) -> Found:
        """Yield what was found; after a problem there is no more."""
        found = preflight(self._target, first_of(self._contracts))
        yield from self._first(found)
        if found.kind == "ok":
            yield self._version_told()
            yield from self._lists()
            yield from self._ids()
            yield self._clock()
            yield self._pace(found.seconds)
            yield self._limits()
        self._target.close()

    def _first(self, found: Diagnosis) -> Found:
        if found.kind == "key_refused":
            yield problem("key", "your configuration", USAGE, found.text)
        elif found.kind == "not_http":
            yield problem("answer", "the server", INCOMPLETE, found.text)
        elif found.kind == "unreachable":
            yield problem("answer", "the network", INCOMPLETE, found.text)
        else:
            odd = note("answer", "the server", found.doubt) if found.doubt else None
            yield odd or fine("answer", found.text)
            yield fine("key", "it is not refused")

    def _version_told(self) -> Finding:
        """Return which version of the API the answers name."""
        name = self._contracts.api.headers.version
        told = {e.response.headers.get(name.lower(), "") for e in self._seen if e.response} - {""}
        if not name or told == {self._version}:
            return fine("version", f"{self._version}, as was asked for" if name else "none is sent")
        says = f"{self._version} was asked for in {name}, and the answer names "
        named = ", ".join(version[:_WIDE] for version in sorted(told)[:6])
        return note("version", "the server", says + (named or "none"))

    def _lists(self) -> Found:
        """Yield which lists answer: what an account may do, and what the server has."""
        every = [o for o in self._contracts.operations if o.kind == "list"]
        asked = [o for o in every if not o.path_parameters and not _needs(o)]
        found = [(operation, self._listed(operation)) for operation in asked]
        other = [one for one in found if not one[1].accepted or one[1].entries is None]
        left = len(every) - len(asked)
        more = f"; {left} others need an id, and were not asked" if left else ""
        yield fine("products", f"{len(asked) - len(other)} of {len(asked)} lists answer{more}")
        told: dict[tuple[Whose, str], list[str]] = {}
        for operation, exchange in other:
            told.setdefault(self._refused(operation, exchange), []).append(operation.title)
        for (whose, why), names in told.items():
            yield note("products", whose, f"{_listing(names)} {why}")

    def _listed(self, operation: Operation) -> Exchange:
        return self._target.send(first_page(operation, self._contracts))

    def _refused(self, operation: Operation, exchange: Exchange) -> tuple[Whose, str]:
        """Return whose it is that a list does not answer, and how it does not."""
        if exchange.accepted:
            return "the server", f"answered with status {exchange.status}, and with no list"
        auth = self._contracts.of(operation).api.auth
        said = str(exchange.error_body.get("message", ""))[:_WIDE]
        why = f"status {exchange.status}" if exchange.response else exchange.error
        words = f"refused ({why}{f': {said}' if said else ''})"
        if exchange.response is None:
            return "the network", words
        if exchange.status in (*auth.not_enabled, *auth.refused, *auth.forbidden):
            return "your account", f"{words}: is the product enabled?"
        return "the server", f"not there ({why})" if exchange.status in _ABSENT else words

    def _ids(self) -> Found:
        """Yield whether configured ids are there, in the state that they are given for."""
        given = [(name, one) for name, ids in self._config.ids.items() for one in ids]
        wrong = [found for name, one in given[:_IDS] if (found := self._wrong(name, one))]
        if given:
            more = f"; {len(given)} are configured" if len(given) > _IDS else ""
            count = min(len(given), _IDS)
            yield fine("ids", f"{count - len(wrong)} of {count} are there as given{more}")
        yield from wrong

    def _wrong(self, name: str, one: str) -> Finding | None:
        """Return how an id is not what it is given as, None where it is or nothing can tell."""
        kind, _, state = name.partition(":")
        resource = self._contracts.described(kind)
        operation = resource.of_kind("retrieve") if resource else None
        if resource is None or operation is None or len(operation.path_parameters) != 1:
            return None
        ids = {operation.path_parameters[0].name: one}
        path, asked = filled(operation.path, ids), placed(operation, slotted(operation, ids))
        exchange = self._target.send(Message(operation.method, path, **asked))
        if not exchange.accepted:
            return self._unread(f"{name} = {one}", operation, exchange)
        shown = exchange.item.get(resource.lifecycle.field) if resource.lifecycle else state
        known = resource.lifecycle.states if resource.lifecycle else ()
        if state in known and shown != state:
            says = f"{name} = {one} is {str(shown)[:_WIDE]!r}, and not {state!r}"
            return note("ids", "your configuration", says)
        return None

    def _unread(self, one: str, operation: Operation, exchange: Exchange) -> Finding:
        """Return whose it is that an id cannot be read."""
        if exchange.response is None:
            return note("ids", "the network", f"{one} could not be read: {exchange.error}")
        why = f"({operation.title}: status {exchange.status})"
        if exchange.status >= 500 or exchange.status == 429:
            return note("ids", "the server", f"{one} could not be read {why}")
        auth = self._contracts.of(operation).api.auth
        if exchange.status in (*auth.not_enabled, *auth.refused, *auth.forbidden):
            return note("ids", "your account", f"{one} may not be read {why}")
        return note("ids", "your configuration", f"{one} is not there {why}")

    def _clock(self) -> Finding:
        """Return by how much the clock of the server, as its Date tells it, is not that of here."""
        apart = [seconds for e in self._seen if (seconds := _apart(e)) is not None]
        if not apart:
            return note("clock", "the server", "no answer has a Date: its clock is not told")
        seconds = statistics.median(apart)
        if abs(seconds) <= _APART:
            return fine("clock", "it shows the same time as that of this machine")
        where = "ahead of" if seconds > 0 else "behind"
        says = f"it is {abs(seconds):.0f} s {where} that of this machine"
        return note("clock", "the server", f"{says}; or the clock of this machine is wrong")

    def _pace(self, seconds: float) -> Finding:
        """Return how long answers take, and how many groups a run would ask at a time."""
        taken = [e.seconds for e in self._seen if e.response]
        count = at_a_time(self._options, self._config, seconds)
        says = f"{statistics.median(taken) * 1000:.0f} ms an answer, {len(taken)} answers"
        ahead = f"; a run asks {count} groups at a time" if count > 1 else ""
        return fine("latency", says + ahead)

    def _limits(self) -> Finding:
        """Return what the answers say of a limit of requests."""
        limited = [e for e in self._seen if e.status == 429]
        if limited:
            says = f"{len(limited)} answers have status 429: give a `rate` in the configuration"
            return note("limits", "the server", says)
        answers = [e.response.headers for e in self._seen if e.response]
        told = {name: value for headers in answers for name, value in headers.items()
                if name.startswith(_LIMITS)}  # fmt: skip
        if not told:
            return fine("limits", f"none is told in {len(self._seen)} answers")
        words = ", ".join(f"{name}: {value[:_WIDE]}" for name, value in sorted(told.items())[:6])
        return note("limits", "the server", f"{words}; `rate` in the configuration keeps to it")


def _listing(names: list[str]) -> str:
    """Return the names of lists, and the verb for so many."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more} {'is' if len(names) == 1 else 'are'}"


def _needs(operation: Operation) -> bool:
    """Whether a request without parameters is refused."""
    return any(row.required for row in operation.walk() if row.location != "path" and row.name)


def _apart(exchange: Exchange) -> float | None:
    """Return by how many seconds the Date of an answer is later than when it was asked for."""
    told = exchange.response.headers.get("date", "") if exchange.response else ""
    try:
        then = parsedate_to_datetime(told).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return then - (exchange.started + exchange.seconds / 2)
