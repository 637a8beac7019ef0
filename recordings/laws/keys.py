"""Laws of keys in a recording: a key makes one object; what was answered may be answered again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contracts.model import Contracts
from recordings.checks import Finding, shown
from recordings.entry import Complaint, Entry, real
from recordings.headers import is_request_id, sent_header
from recordings.read.masking import masked

_DAY = 86_400  # seconds
_MANY = 4  # ids of requests that a file shows when each has its own
# Keys as clients make them; others may have been reused on purpose.
_KEY = re.compile(r"(?=.*[0-9])(?=.*[a-zA-Z])[A-Za-z0-9_-]{20,255}")


def replayed(entry: Entry) -> bool:
    """Whether an answer is one that was given before: a header says so, or names the first."""
    names = entry.api.headers
    first = entry.exchange.header(names.original)
    own = entry.exchange.header(names.request_id)
    return _marked(entry) or (is_request_id(first, names) and own not in ("", first))


def _marked(entry: Entry) -> bool:
    """Whether the header of replays is on an answer."""
    return entry.exchange.header(entry.api.headers.replayed) == "true"


def once(exchanges: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the exchanges but for creations that the file has before, with the object they made.

    Nothing is made twice: such an answer is a replay, which tells of a time that is over, also when
    the recorder left out the headers that would say so.
    """
    made: set[tuple[str, ...]] = set()
    for entry in exchanges:
        request, name = entry.exchange.request, entry.exchange.body.get("id")
        if entry.operation.kind == "create" and entry.exchange.accepted and real(name):
            place = (entry.host, request.target, request.body, str(name))
            if place in made:
                continue
            made.add(place)
        yield entry


def key_of(entry: Entry) -> str:
    """Return the key that was sent; some recorders only keep the one that came back."""
    name = entry.api.headers.idempotency_key
    return sent_header(entry.exchange, name) or entry.exchange.header(name)


def one_key(
    exchanges: Sequence[Entry], _others: Sequence[int], _contracts: Contracts
) -> Iterator[Complaint]:
    """A key makes one object, and stands for one request (G-106, G-108)."""
    first: dict[tuple[str, str, str], Entry] = {}
    for entry in exchanges:
        key = sent_header(entry.exchange, entry.api.headers.idempotency_key)
        if entry.operation.method != "POST" or not entry.exchange.accepted:
            continue
        if not _KEY.fullmatch(key) or masked(key) or not entry.exchange.started:
            continue
        account = sent_header(entry.exchange, entry.api.headers.account)
        known = first.setdefault((entry.host, account, key), entry)
        passed = entry.exchange.started - known.exchange.started
        if known is entry or replayed(entry) or not 0 <= passed < _DAY:
            continue
        one, other = known.exchange.request, entry.exchange.request
        if (one.target, sorted(known.sent)) != (other.target, sorted(entry.sent)):
            words = "a refusal: the key was sent with another request"
            yield Complaint(entry, "one_key", "G-108", Finding(words, "accepted", "request"))
        elif (
            entry.operation.kind == "create"
            and real(entry.exchange.body.get("id"))
            and known.exchange.body.get("id") != entry.exchange.body.get("id")
        ):
            words = f"the object of the first request, {shown(known.exchange.body.get('id'))}"
            found = shown(entry.exchange.body.get("id"))
            yield Complaint(entry, "one_key", "G-106", Finding(words, found, "object"))


def replays(
    exchanges: Sequence[Entry], _others: Sequence[int], _contracts: Contracts
) -> Iterator[Complaint]:
    """A replay repeats the first answer (G-106). What is a replay, its header says."""
    first: dict[tuple[str, str, str, str], Entry] = {}
    for entry in exchanges:
        request = entry.exchange.request
        key = sent_header(entry.exchange, entry.api.headers.idempotency_key)
        if not key or request.method != "POST" or not _executed(entry):
            continue
        mark = (entry.host, key, request.target, request.body)
        known = first.setdefault(mark, entry)
        if known is entry or not _marked(entry):
            continue
        wanted, found = known.exchange, entry.exchange
        if wanted.status != found.status:
            finding = Finding(f"status {wanted.status}", f"status {found.status}")
            yield Complaint(entry, "replay", "G-106", finding)
        elif wanted.json != found.json:
            finding = Finding("the first answer again", "another body")
            yield Complaint(entry, "replay", "G-106", finding)


def request_ids(
    exchanges: Sequence[Entry], _others: Sequence[int], _contracts: Contracts
) -> Iterator[Complaint]:
    """No two requests have one id (G-16); a replay may tell that of the first.

    An exchange that the file has twice is one exchange; where ids are few, people have copied them.
    """
    numbered = [(entry, number) for entry in exchanges if (number := _number(entry))]
    first: dict[tuple[str, str], Entry] = {}
    if len({number for _, number in numbered}) < max(_MANY, len(numbered) * 4 // 5):
        return
    for entry, number in numbered:
        known = first.setdefault((entry.host, number), entry)
        one, other = known.exchange.request, entry.exchange.request
        same = (one.method, one.target, one.body) == (other.method, other.target, other.body)
        if known is not entry and not same and not replayed(entry):
            words = f"a header {entry.api.headers.request_id} of its own"
            seen = f"{number}, as {one.method} {one.path} has"
            yield Complaint(entry, "request_id", "G-16", Finding(words, seen, level="should"))


def _number(entry: Entry) -> str:
    """Return the id that the service gave a request, "" for none and for one that people wrote."""
    number = entry.exchange.header(entry.api.headers.request_id)
    return number if is_request_id(number, entry.api.headers) and real(number) else ""


def _executed(entry: Entry) -> bool:
    """Whether a request was carried out; refusals before that are not replayed (G-110)."""
    return entry.exchange.accepted or entry.exchange.status == 402


BETWEEN = (one_key, replays, request_ids)
