"""A record: a run against a trusted server in a form that is fit to be kept beside code.

It is a ledger with what `reports/masking.py` lets stand: one exchange for each operation and
situation, every verdict, no time. Two runs with one seed against one server have one record.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger, written
from harness.verdict import SEEN, Verdict, rewritten
from reports.drawn import MARK, Drawn
from reports.masking import Mask

SITUATIONS = 12  # of one operation
CHANCE = -1  # the place of a request that no other run is sure to ask
LARGEST = 64 * 1024  # bytes of an answer that is kept
_KEPT = ("profile", "seed", "version", "api_version", "only", "declared", "shard",
         "resources", "operations")  # fmt: skip
_NEAR = ("localhost", "127.0.0.1", "::1")
_STATE = "status"  # the member of an object that tells its state

Situation = tuple[str, ...]


def situation(exchange: Exchange) -> Situation:
    """Return what an answer comes to: its status, and the error or the state that it tells."""
    error = exchange.error_body
    if error:
        return (str(exchange.status), *(str(error.get(name) or "") for name in ("type", "code")))
    if exchange.entries is not None:
        return str(exchange.status), "list", "" if exchange.entries else "empty"
    state = exchange.body.get(_STATE)
    return str(exchange.status), "", state if isinstance(state, str) else ""


def text(ledger: Ledger, words: Iterable[str]) -> str:
    """Return the record of a run; `words` are those of its API."""
    return "".join(written(record(ledger, words)))


def record(ledger: Ledger, words: Iterable[str]) -> Ledger:
    """Return a run as a record."""
    mask = Mask(ledger, words)
    chosen = dict(_chosen(ledger.exchanges.values(), Drawn(ledger), _given(ledger)))
    exchanges = {name: _exchange(name, e, mask) for name, e in chosen.items()}
    names = {exchange.id: name for name, exchange in chosen.items()}
    lost = {claim.id for claim in ledger.claims} - {verdict.id for verdict in ledger.verdicts}
    return Ledger(
        _header(ledger.header), exchanges,
        tuple(_verdict(v, names, mask) for v in sorted(ledger.verdicts, key=lambda v: v.id)),
        _footer(ledger), ledger.laws, ledger.claims if lost else (),
    )  # fmt: skip


def key_of(exchange: Exchange, drawn: Drawn) -> tuple[str, ...]:
    """Return what a request asks, as far as another run can ask the same."""
    request = exchange.request
    sent = (drawn.text(part) for part in (request.path, request.query, request.body))
    return (exchange.group, request.method, request.key, request.auth, *sent)


def _fit(exchange: Exchange) -> bool:
    """Whether an exchange can be kept: an answer of an operation, read as a whole, and not long."""
    answer = exchange.response
    if answer is None or not exchange.operation or not isinstance(exchange.json, dict):
        return False
    return len(answer.body) <= LARGEST


def _given(ledger: Ledger) -> frozenset[str]:
    """Return the ids that no call has made, and that the configuration gives."""
    every = (ledger.header.get("ids") or {}).values()
    return frozenset(
        name for given in every for name in (given if isinstance(given, list) else [str(given)])
    )


def _worth(exchange: Exchange, place: int) -> tuple[bool, bool]:
    """Return what is kept rather: what others can ask again, and what a claim asks itself."""
    return place != CHANCE, not exchange.setup


def _chosen(
    exchanges: Iterable[Exchange], drawn: Drawn, given: frozenset[str]
) -> Iterator[tuple[str, Exchange]]:
    """Yield one exchange for each operation and situation, by its name in the record.

    Its time of start is its place among the requests of its group that ask the same, and CHANCE
    where it asks about an object that was given: which of several that is differs from run to run.
    """
    found: dict[tuple[str, Situation], Exchange] = {}
    places: Counter[tuple[str, ...]] = Counter()
    for exchange in sorted(exchanges, key=lambda e: (e.group, e.started)):
        key = key_of(exchange, drawn)
        told, place = (exchange.operation, situation(exchange)), places[key]
        places[key] += 1
        if any(name in exchange.request.path for name in given):
            place = CHANCE
        if _fit(exchange) and (told not in found or _worth(exchange, place) > _worth(
                found[told], int(found[told].started))):  # fmt: skip
            found[told] = replace(exchange, started=float(place))
    many: Counter[str] = Counter()
    for (operation, _), exchange in sorted(found.items(), key=itemgetter(0)):
        many[operation] += 1
        if many[operation] <= SITUATIONS:
            yield f"{operation} {many[operation]}", exchange


def _exchange(name: str, exchange: Exchange, mask: Mask) -> Exchange:
    mask.begin()
    request, answer = exchange.request, exchange.response
    sent = Request(request.method, mask.sent(request.path), mask.sent(request.query),
                   mask.sent(request.body), {}, request.key, request.auth)  # fmt: skip
    told = json.dumps(mask.answer(exchange), ensure_ascii=False, sort_keys=True)
    body = told.encode(errors="backslashreplace")  # half a letter, as JSON escapes it
    kept = Response(exchange.status, {"content-type": "application/json"}, body,
                    refusing=bool(answer and answer.refusing))  # fmt: skip
    return Exchange(name, exchange.operation, sent, kept, exchange.started, 0.0,
                    group=exchange.group, setup=exchange.setup)  # fmt: skip


def _verdict(verdict: Verdict, names: Mapping[str, str], mask: Mask) -> Verdict:
    """Return a verdict with its texts masked; of one that is no breach they are left out."""
    mask.begin()
    if verdict.status not in SEEN:
        return replace(verdict, exchanges=(), message="", expected="", observed="", findings=(),
                       more=0, entry="", blocked_by="", root="", source="")  # fmt: skip
    kept = tuple(names[name] for name in verdict.exchanges if name in names)
    findings = tuple(replace(f, exchange=names.get(f.exchange, "")) for f in verdict.findings)
    return rewritten(replace(verdict, exchanges=kept, findings=findings, entry="", source=""),
                     mask.told)  # fmt: skip


def _header(header: Mapping[str, Any]) -> dict[str, Any]:
    base = str(header.get("base_url") or "")
    try:
        near = urlsplit(base).hostname in _NEAR
    except ValueError:  # it is no address
        near = True
    name = (header.get("contracts") or {}).get("name", "")
    return {"record": 1, "run": "record", "base_url": MARK if near else base,
            "contracts": {"name": name, "at": ""},  # no path of a machine
            **{name: header[name] for name in _KEPT if name in header}}  # fmt: skip


def _footer(ledger: Ledger) -> dict[str, Any] | None:
    if ledger.footer is None:
        return None
    return {"complete": ledger.complete, "unreached": list(ledger.footer.get("unreached") or ())}
