"""Laws of keys in a recording: a key makes one object; what was answered may be answered again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harness.exchange import Exchange
from harness.verdict import Finding
from recordings.entry import Seen, real, sent_header
from recordings.read.masking import masked
from suites.looking.say import shown

Told = tuple[Seen, str, str, Finding]  # where, name of the check, clause, complaint
_DAY = 86_400  # seconds
# Keys as clients make them; others may have been reused on purpose.
_KEY = re.compile(r"(?=.*[0-9])(?=.*[a-zA-Z])[A-Za-z0-9_-]{20,255}")


def replayed(exchange: Exchange) -> bool:
    """Whether an answer is one that was given before: a header says so, or names the first."""
    answered = exchange.response.headers if exchange.response else {}
    first = answered.get("original-request", "")
    other = first.startswith("req_") and answered.get("request-id", first) != first
    return other or answered.get("idempotent-replayed", "") == "true"


def once(exchanges: Sequence[Seen]) -> Iterator[Seen]:
    """Yield the exchanges but for creations that the file has before, with the object they made.

    Nothing is made twice: such an answer is a replay, which tells of a time that is over, also when
    the recorder left out the headers that would say so.
    """
    made: set[tuple[str, ...]] = set()
    for seen in exchanges:
        request, name = seen.exchange.request, seen.exchange.body.get("id")
        if seen.operation.kind == "create" and seen.exchange.accepted and real(name):
            place = (seen.host, request.target, request.body, str(name))
            if place in made:
                continue
            made.add(place)
        yield seen


def keys(exchanges: Sequence[Seen]) -> Iterator[Told]:
    """A key makes one object, and stands for one request (G-106, G-108)."""
    first: dict[tuple[str, str, str], Seen] = {}
    for seen in exchanges:
        key = sent_header(seen.exchange, "idempotency-key")
        if seen.operation.method != "POST" or not seen.exchange.accepted:
            continue
        if not _KEY.fullmatch(key) or masked(key) or not seen.exchange.started:
            continue
        account = sent_header(seen.exchange, "stripe-account")
        known = first.setdefault((seen.host, account, key), seen)
        passed = seen.exchange.started - known.exchange.started
        if known is seen or replayed(seen.exchange) or not 0 <= passed < _DAY:
            continue
        one, other = known.exchange.request, seen.exchange.request
        if (one.target, sorted(known.sent)) != (other.target, sorted(seen.sent)):
            yield seen, "one_key", "G-108", Finding("a refusal: the key was sent with another "
                                                    "request", "accepted", "request")  # fmt: skip
        elif (
            seen.operation.kind == "create"
            and real(seen.exchange.body.get("id"))
            and known.exchange.body.get("id") != seen.exchange.body.get("id")
        ):
            words = f"the object of the first request, {shown(known.exchange.body.get('id'))}"
            found = shown(seen.exchange.body.get("id"))
            yield seen, "one_key", "G-106", Finding(words, found, "object")
