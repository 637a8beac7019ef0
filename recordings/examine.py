"""Judges recorded traffic: what holds of the exchanges of a recording that concern the contracts.

Real traffic is right by definition, so a complaint about it is an error of ours: whatever a
recorder, a filter, a version or a person can have changed is not judged.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from recordings import discovery, own
from recordings.checks import Finding, of_exchange
from recordings.entry import Entry
from recordings.read.masking import hide, masked
from recordings.read.model import Recording
from recordings.scope import Named, scope
from suites.conventions import spoken

_KEPT = 100  # findings of one check about one exchange; what is sent and answered has no bound


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
    """What came of one file. `unjudged` holds the reason of each one in scope not checked."""

    exchanges: int
    checked: int
    observations: tuple[Observation, ...]
    unjudged: tuple[str, ...] = ()


def examine(
    recording: Recording, contracts: Contracts, hosts: Collection[str] = (), *, mock: bool = False
) -> Examined:
    """Judge the exchanges of a recording.

    `hosts` are taken for the API beside its own, with `mock` all of them are.
    """
    found = scope(recording.exchanges, contracts, Named(hosts, mock))
    entries = list(found.entries)
    if recording.sequence and any(one.plain and one.exchange.request.body for one in entries
                                  if one.operation.method == "POST"):  # fmt: skip
        entries = [replace(one, forms=True) for one in entries]
    told: dict[tuple[object, ...], Observation] = {}
    for said in _complaints(entries, found.changing if recording.sequence else None, contracts):
        told.setdefault((said.index, said.check, said.id, said.observed), said)
    ordered = sorted(told.values(), key=lambda said: said.index)
    return Examined(found.count, len(entries), tuple(ordered), found.unjudged)


# -- what is said of them ----------------------------------------------------------------------


def _complaints(
    entries: list[Entry], changing: Sequence[int] | None, contracts: Contracts
) -> Iterator[Observation]:
    """Yield what is said of entries, and between them where these were made in their order: where
    the places are known of those that may have changed something.
    """
    every = (*own.rules(contracts), *discovery.rules())
    for entry in entries:
        if entry.exchange.json is not None:
            for law in of_exchange(entry.exchange, entry.operation, contracts.of(entry.operation)):
                yield from _told(entry, *law)
        usual = _usual(contracts.of(entry.operation))
        for rule in every if usual else own.rules(contracts):
            found = rule.judge(entry, contracts.of(entry.operation))
            yield from _told(entry, rule.name, rule.clause, rule.level, found)
    for view in filter(_usual, () if changing is None else contracts.views):
        those = [entry for entry in entries if entry.operation.set == view.set]
        others = _others(those, changing or ())
        for between in discovery.between():
            for one in between(those, others, view):
                yield from _told(one.entry, one.name, one.clause, "must", [one.finding])


def _usual(contracts: Contracts) -> bool:
    """Whether conventions are those that the rules of recordings know: `a[b]=`, an `error` with a
    type, objects and lists as they stand. By others they would complain of what is as it should be.
    """
    names = spoken(contracts)
    return names.writing.usual and names.plain and not names.reads() and names.refusal is None


def _others(entries: list[Entry], changing: Sequence[int]) -> Sequence[int]:
    judged = {one.index for one in entries}
    return array("L", (place for place in changing if place not in judged))


def _told(
    entry: Entry, name: str, clause: str, level: Level, findings: Iterable[Finding | None]
) -> Iterator[Observation]:
    real = (found for found in findings if found is not None and not masked(found.observed))
    kept = list(islice(real, _KEPT))
    request = _request(entry.exchange) if kept else ""
    rest = sum(1 for _ in real)
    if rest:
        kept.append(Finding(f"no more than these {_KEPT}", f"{rest} more of the same kind"))
    for finding in kept:
        place = f".{finding.place}" if finding.place else ""
        yield Observation(
            entry.file, entry.index, entry.operation, name, finding.clause or clause,
            finding.level or level, hide(finding.expected), hide(finding.observed),
            request, f"{entry.operation.id}.recorded.{name}{place}",
        )  # fmt: skip


def _request(exchange: Exchange) -> str:
    request = exchange.request
    body = f" {request.body}" if request.body else ""
    text = hide(f"{request.method} {request.target}{body}")
    return text if len(text) <= 300 else f"{text[:297]}…"
