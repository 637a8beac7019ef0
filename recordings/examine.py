"""Judges recorded traffic: which exchanges of a recording concern the contracts, and what of them
holds.

Real traffic is right by definition, so a complaint about it is an error of ours: whatever a
recorder, a filter, a version or a person can have changed is not judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from contracts.loader import API
from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from recordings.entry import Seen, kinship, sent_header, version_of
from recordings.laws import (
    answers,
    errors,
    fields,
    pages,
    payments,
    requests,
    starts,
    states,
    tables,
)
from recordings.laws.laws import laws
from recordings.read.files import Recorded, Recording
from recordings.read.masking import hide, masked, unmasked
from suites.discovery import exchange_laws
from suites.laws.response.error_envelope import TYPES

HOST = "api.stripe.com"
_RULES = (
    *answers.RULES, *errors.RULES, *fields.RULES,
    *pages.RULES,
    *payments.RULES, *requests.RULES, *starts.RULES,
    *states.RULES,     *tables.RULES,
)  # fmt: skip
_OWN_HEADERS = ("stripe-version", "stripe-account", "x-stripe-client-user-agent")


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
    seen = [found for one in recording.exchanges if (found := _seen(one, contracts, hosts))]
    if any(one.plain and one.exchange.request.body for one in seen
           if one.operation.method == "POST"):  # fmt: skip
        seen = [replace(one, forms=True) for one in seen]
    told: dict[tuple[object, ...], Observation] = {}
    judged = {one.index for one in seen}
    others = [one for one in recording.exchanges if one.index not in judged]
    for said in _complaints(seen, others, contracts):
        told.setdefault((said.index, said.check, said.id, said.observed), said)
    ordered = sorted(told.values(), key=lambda said: said.index)
    return Examined(len(recording.exchanges), len(seen), tuple(ordered))


# -- which exchanges ---------------------------------------------------------------------------


def _seen(one: Recorded, contracts: Contracts, hosts: Collection[str]) -> Seen | None:
    exchange = one.exchange
    operation = route(contracts, exchange.request.method, exchange.request.path)
    if operation is None or one.unread or exchange.response is None or exchange.status == 304:
        return None
    if one.host != HOST and one.host not in hosts and not _alike(exchange):
        return None
    if one.host != HOST and exchange.json is None and exchange.status in (404, 405, 501):
        return None  # a mock that does not have the operation
    if exchange.json is None and _broken_by_filter(exchange.response.body):
        return None
    grown, known = kinship(version_of(exchange), contracts.api_version)
    mode = one.mode if one.host == HOST else ""
    return Seen(one.file, one.index, one.host, replace(exchange, operation=operation.id),
                operation, grown, known, mode)  # fmt: skip


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


def _alike(exchange: Exchange) -> bool:
    """Whether an exchange with an unknown host speaks this API, and not another of like paths."""
    answered = exchange.response.headers if exchange.response else {}
    return (
        isinstance(exchange.body.get("object"), str)
        or exchange.error_body.get("type") in TYPES
        or any(name in answered or sent_header(exchange, name) for name in _OWN_HEADERS)
        or answered.get("request-id", "").startswith("req_")
    )


def route(contracts: Contracts, method: str, path: str) -> Operation | None:
    """Return the operation that a request belongs to, also when it has its modern path."""
    found = [
        o for o, pattern in _patterns(contracts) if o.method == method and pattern.fullmatch(path)
    ]
    return min(found, key=lambda o: len(o.path_parameters), default=None)


_known: dict[int, tuple[tuple[Operation, re.Pattern[str]], ...]] = {}


def _patterns(contracts: Contracts) -> tuple[tuple[Operation, re.Pattern[str]], ...]:
    return _known.setdefault(id(contracts), tuple(
        (operation, _pattern(path))
        for operation in contracts.operations
        for path in (operation.path, operation.sdk_path)
        if path
    ))  # fmt: skip


@cache
def _pattern(path: str) -> re.Pattern[str]:
    parts = (r"[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/"))
    return re.compile("/".join(parts))


# -- what is said of them ----------------------------------------------------------------------


def _complaints(
    exchanges: list[Seen], others: list[Recorded], contracts: Contracts
) -> Iterator[Observation]:
    for seen in exchanges:
        for law in exchange_laws(API) if seen.exchange.json is not None else ():
            if law.recorded:
                found = law.body(seen.exchange, seen.operation, contracts)
                name = law.name.rpartition(".")[2]
                yield from _told(seen, name, law.clause, law.level, found)
        for rule in _RULES:
            found = rule.judge(seen, contracts)
            yield from _told(seen, rule.name, rule.clause, rule.level, found)
    for seen, name, clause, finding in laws(exchanges, others, contracts):
        yield from _told(seen, name, clause, "must", [finding])


def _told(
    seen: Seen, name: str, clause: str, level: Level, findings: Iterable[Finding | None]
) -> Iterator[Observation]:
    for finding in findings:
        if finding is None or masked(finding.observed):
            continue
        place = f".{finding.place}" if finding.place else ""
        yield Observation(
            seen.file, seen.index, seen.operation, name, clause, finding.level or level,
            hide(finding.expected), hide(finding.observed), _request(seen.exchange),
            f"{seen.operation.id}.recorded.{name}{place}",
        )  # fmt: skip


def _request(exchange: Exchange) -> str:
    request = exchange.request
    body = f" {request.body}" if request.body else ""
    text = hide(f"{request.method} {request.target}{body}")
    return text if len(text) <= 300 else f"{text[:297]}…"
