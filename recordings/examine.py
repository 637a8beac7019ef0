"""Judges recorded traffic: which exchanges of a recording concern the contracts, and what of them
holds.

Real traffic is right by definition, so a complaint about it is an error of ours: whatever a
recorder, a filter, a version or a person can have changed is not judged.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from recordings import discovery, own
from recordings.checks import Finding, Router, of_exchange
from recordings.entry import Entry
from recordings.headers import answered_header, is_request_id, kinship, sent_header, version_of
from recordings.matrix import state_field
from recordings.read.masking import hide, masked, unmasked
from recordings.read.model import Recorded, Recording
from suites.conventions import conventions


@dataclass(frozen=True, slots=True)
class Observation:
    """A complaint about one exchange of a recording. `id` is dotted, as verdicts' ids are."""

    file: str
    index: int
    operation: Operation
    check: str
    clause: str
    level: Level
    expected: str
    observed: str
    request: str
    id: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one file."""

    exchanges: int
    checked: int
    observations: tuple[Observation, ...]


def examine(recording: Recording, contracts: Contracts, hosts: Collection[str] = ()) -> Examined:
    """Judge the exchanges of a recording. `hosts` are taken for the API beside its own."""
    routes = Router(contracts.operations, modern=True)
    entries = [
        found for one in recording.exchanges
        if (found := _entry(one, routes, contracts, hosts)) is not None
    ]  # fmt: skip
    if any(one.plain and one.exchange.request.body for one in entries
           if one.operation.method == "POST"):  # fmt: skip
        entries = [replace(one, forms=True) for one in entries]
    told: dict[tuple[object, ...], Observation] = {}
    judged = {one.index for one in entries}
    others = [one for one in recording.exchanges if one.index not in judged]
    for said in _complaints(entries, others, contracts):
        told.setdefault((said.index, said.check, said.id, said.observed), said)
    ordered = sorted(told.values(), key=lambda said: said.index)
    return Examined(len(recording.exchanges), len(entries), tuple(ordered))


# -- which exchanges ---------------------------------------------------------------------------


def _entry(
    one: Recorded, routes: Router, contracts: Contracts, hosts: Collection[str]
) -> Entry | None:
    exchange, own_host = one.exchange, one.host == contracts.api.host
    operation = routes.find(exchange.request.method, exchange.request.path)
    if operation is None or one.unread or exchange.response is None or exchange.status == 304:
        return None
    if not own_host and one.host not in hosts and not _alike(exchange, contracts):
        return None
    if not own_host and exchange.json is None and exchange.status in (404, 405, 501):
        return None  # a mock that does not have the operation
    if exchange.json is None and _broken_by_filter(exchange.response.body):
        return None
    grown, known = kinship(version_of(exchange, contracts.api.headers), contracts.api_version)
    told = replace(exchange, operation=operation.id, conventions=conventions(contracts.api))
    return Entry(
        one.file, one.index, one.host, told, operation,
        contracts.resource(operation.returns), contracts.recordings.beside(operation.returns),
        contracts.api,        grown, known, one.mode if own_host else "",
        state_field(contracts.resource(operation.returns), contracts.recordings.state),
    )  # fmt: skip


def _broken_by_filter(body: bytes) -> bool:
    """Whether a body is no JSON only because of the words that a filter put into it."""
    text = body.decode("utf-8", "replace")
    if not masked(text):
        return False
    try:
        json.loads(unmasked(text, "0"))
    except (ValueError, RecursionError):
        return False
    return True


def _alike(exchange: Exchange, contracts: Contracts) -> bool:
    """Whether an exchange with an unknown host speaks this API, and not another of like paths."""
    names = contracts.api.headers
    return (
        isinstance(exchange.body.get("object"), str)
        or exchange.error_body.get("type") in contracts.api.error.types
        or any(answered_header(exchange, n) or sent_header(exchange, n) for n in names.own)
        or is_request_id(answered_header(exchange, names.request_id), names)
    )


# -- what is said of them ----------------------------------------------------------------------


def _complaints(
    entries: list[Entry], others: list[Recorded], contracts: Contracts
) -> Iterator[Observation]:
    rules = (*own.rules(contracts), *discovery.rules())
    for entry in entries:
        if entry.exchange.json is not None:
            for law in of_exchange(entry.exchange, entry.operation, contracts):
                yield from _told(entry, *law)
        for rule in rules:
            found = rule.judge(entry, contracts)
            yield from _told(entry, rule.name, rule.clause, rule.level, found)
    for between in discovery.between():
        for one in between(entries, others, contracts):
            yield from _told(one.entry, one.name, one.clause, "must", [one.finding])


def _told(
    entry: Entry, name: str, clause: str, level: Level, findings: Iterable[Finding | None]
) -> Iterator[Observation]:
    for finding in findings:
        if finding is None or masked(finding.observed):
            continue
        place = f".{finding.place}" if finding.place else ""
        yield Observation(
            entry.file, entry.index, entry.operation, name, finding.clause or clause,
            finding.level or level, hide(finding.expected), hide(finding.observed),
            _request(entry.exchange), f"{entry.operation.id}.recorded.{name}{place}",
        )  # fmt: skip


def _request(exchange: Exchange) -> str:
    request = exchange.request
    body = f" {request.body}" if request.body else ""
    text = hide(f"{request.method} {request.target}{body}")
    return text if len(text) <= 300 else f"{text[:297]}…"
