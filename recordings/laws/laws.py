"""Laws between the exchanges of one recording: the same object, the same request, the same headers.

Only ids that the service made count: a filter can have given many objects one name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Seen, dated, real, sent_header
from recordings.laws.alike import alike
from recordings.laws.history import history
from recordings.laws.walks import walks
from recordings.read.files import Recorded
from recordings.read.masking import masked
from suites.looking.say import shown
from suites.looking.walk import returned

_LASTING = ("created", "livemode")
# What no request changes, by kind of object (PI-08, CA-32, CH-26, DI-18, DI-25, SE-02, TX-05).
_CONSTANT = {
    "payment_intent": ("client_secret",),
    "financial_connections.session": ("client_secret",),
    "issuing.card": ("brand", "currency", "exp_month", "exp_year", "last4", "type"),
    "issuing.cardholder": ("type",),
    "issuing.dispute": ("currency", "transaction"),
    "issuing.settlement": (
        "bin",
        "clearing_date",
        "currency",
        "net_total_amount",
        "network",
        "settlement_service",
        "transaction_amount",
        "transaction_count",
    ),
    "issuing.token": ("card",),
    "issuing.transaction": (
        "amount",
        "card",
        "cardholder",
        "currency",
        "merchant_amount",
        "merchant_currency",
        "type",
    ),
    "mandate": ("payment_method", "type"),
    "payment_attempt_record": ("payment_record",),
}
_WHOLE = 4  # headers that a response has at least, when its recorder kept headers

Told = tuple[Seen, str, str, Finding]  # where, name of the check, clause, complaint


def laws(
    exchanges: Sequence[Seen], others: Sequence[Recorded], contracts: Contracts
) -> Iterator[Told]:
    """Yield a complaint for each law that the exchanges of a file break.

    `others` are the exchanges of the file that are not judged.
    """
    yield from alike(exchanges, contracts)
    yield from history(exchanges, others)
    yield from walks(exchanges)
    yield from _lasting(exchanges)
    yield from _named(exchanges)
    yield from _replayed(exchanges)
    yield from _headers(exchanges)


def _lasting(exchanges: Sequence[Seen]) -> Iterator[Told]:
    """The time and the mode of an object never change (G-118); what most exchanges say is right."""
    told: dict[tuple[str, str, str], list[tuple[Seen, str | int]]] = {}
    for seen in exchanges:
        for item in returned(seen.exchange, seen.operation) if seen.exchange.accepted else ():
            constant = _CONSTANT.get(seen.operation.returns, ())
            for name in (*_LASTING, *constant) if real(item.get("id")) else ():
                value = _bare(item.get(name))
                if isinstance(value, int) or (isinstance(value, str) and not masked(value)):
                    told.setdefault((seen.host, item["id"], name), []).append((seen, value))
    for (_, identity, name), values in told.items():
        usual = Counter(value for _, value in values).most_common(1)[0][0]
        for seen, value in values:
            if value != usual:
                words = f"{name} {shown(usual)} of {identity}, as in other exchanges"
                yield seen, "lasting", "G-118", Finding(words, shown(value), name)


def _bare(value: Any) -> Any:
    """Return the id of what may be expanded."""
    return value.get("id") if isinstance(value, dict) else value


def _named(exchanges: Sequence[Seen]) -> Iterator[Told]:
    """The object that a path names is the one that comes back (G-117)."""
    for seen in exchanges:
        operation = seen.operation
        if operation.shape != "object" or not operation.path_parameters:
            continue
        if not seen.exchange.accepted or operation.returns != operation.resource:
            continue
        asked = seen.path_id
        found = seen.exchange.body.get("id")
        if real(asked) and real(found) and asked != found:
            yield seen, "named", "G-117", Finding(f"the object {asked}", shown(found))


def _replayed(exchanges: Sequence[Seen]) -> Iterator[Told]:
    """A replay repeats the first answer (G-106). What is a replay, its header says."""
    first: dict[tuple[str, str, str, str], Seen] = {}
    for seen in exchanges:
        request = seen.exchange.request
        key = sent_header(seen.exchange, "idempotency-key")
        if not key or request.method != "POST" or not _executed(seen):
            continue
        mark = (seen.host, key, request.target, request.body)
        known = first.setdefault(mark, seen)
        if known is seen or seen.received.get("idempotent-replayed", "") != "true":
            continue
        if known.exchange.status != seen.exchange.status:
            observed = f"status {seen.exchange.status}"
            yield seen, "replay", "G-106", Finding(f"status {known.exchange.status}", observed)
        elif known.exchange.json != seen.exchange.json:
            yield seen, "replay", "G-106", Finding("the first answer again", "another body")


def _executed(seen: Seen) -> bool:
    """Whether a request was carried out; refusals before that are not replayed (G-110)."""
    return seen.exchange.accepted or seen.exchange.status == 402


def _headers(exchanges: Sequence[Seen]) -> Iterator[Told]:
    """A header that the service always sends is missing, though the recorder keeps it."""
    for name, check, clause, fits in (
        ("request-id", "request_id", "G-16", _request_id),
        ("content-type", "content_type", "G-15", bool),
        ("stripe-version", "version", "G-17", dated),
    ):
        kept = {_likeness(s, name) for s in exchanges if fits(s.received.get(name, ""))}
        for seen in exchanges:
            status = seen.exchange.status
            if name in seen.received or len(seen.received) < _WHOLE or status >= 500:
                continue
            if status == 401 and name == "request-id":
                continue  # was once only given to a key that is known
            if _likeness(seen, name) in kept:
                words = f"a header {name.title()}, as in the other exchanges of the file"
                yield seen, check, clause, Finding(words, "no such header")


def _request_id(value: str) -> bool:
    return value.startswith("req_")


def _likeness(seen: Seen, name: str) -> tuple[object, ...]:
    """Return what exchanges have in common in which a recorder treats a header alike.

    The version is only sent to a key that is known, and was not always sent unasked.
    """
    asked = bool(sent_header(seen.exchange, "stripe-version"))
    if name == "stripe-version":
        return seen.host, seen.exchange.status, asked
    return (seen.host,)
