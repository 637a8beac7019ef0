"""Which exchanges of a recording are judged, and why each other one in scope is not.

An exchange is in scope when method and path belong to an operation. Other APIs have the same paths,
edges answer in the place of a service, filters break bodies: none of these is judged, and each is
counted with its reason, so that nothing is left out in silence.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from contracts.model import Contracts, Operation
from harness.conventions import Conventions
from harness.exchange import Exchange
from recordings.checks import Router
from recordings.entry import Entry
from recordings.headers import is_request_id, kinship, version_of
from recordings.matrix import state_field
from recordings.read.masking import masked, unmasked
from recordings.read.model import Recorded
from recordings.signs import ENOUGH, signs
from suites.conventions import spoken

UNREAD = "cannot be read"
NOT_CHANGED = "not changed since it was asked before (304)"
ANOTHER = "a host that nobody named, and an answer that does not speak the API"
NO_OPERATION = "a mock without the operation"
FILTERED = "no JSON any more, because of the words of a filter"
EDGE = "a refusal of an edge, not of the API"


@dataclass(frozen=True, slots=True)
class Named:
    """The hosts that a person named; `mock` says that every host speaks the API."""

    hosts: Collection[str] = ()
    mock: bool = False

    def __contains__(self, host: str) -> bool:
        return self.mock or host in self.hosts


@dataclass(frozen=True, slots=True)
class Scope:
    """The entries of a file that are judged, and the reason of each one in scope that is not.

    `count` is how many exchanges there are; `changing` are the places of those that may have
    changed something.
    """

    entries: tuple[Entry, ...]
    unjudged: tuple[str, ...]
    count: int = 0
    changing: Sequence[int] = ()


def scope(exchanges: Iterable[Recorded], contracts: Contracts, named: Named) -> Scope:
    """Tell the exchanges that are judged from those that are not; each is looked at once."""
    routes = Router(contracts.operations, modern=True)
    inside: list[tuple[Recorded, Operation, int]] = []
    reasons: list[str] = []
    heard: set[str] = set()
    changing, count = array("L"), 0
    for each in exchanges:
        count += 1
        if not each.exchange.request.reads:
            changing.append(each.index)
        one, operation = _found(each, routes, contracts)
        reason, found = "", 0
        if operation is None:
            reason = UNREAD if one.unread.startswith(UNREAD) else ""
        else:
            found = signs(one.exchange, operation, contracts.of(operation))
            heard |= {one.host} if found >= ENOUGH else set()
            reason = _unanswered(one)
        if reason:
            reasons.append(reason)
        elif operation is not None:
            inside.append((one, operation, found))
    entries: list[Entry] = []
    for one, operation, found in inside:
        speaks = found >= (1 if one.host in heard else ENOUGH)
        reason = _reason(one, contracts.of(operation), named, speaks=speaks)
        if reason:
            reasons.append(reason)
        else:
            entries.append(_entry(one, operation, contracts.of(operation)))
    return Scope(tuple(entries), tuple(reasons), count, changing)


def _found(
    one: Recorded, routes: Router, contracts: Contracts
) -> tuple[Recorded, Operation | None]:
    """Return an exchange as its operation's conventions read it, and the operation."""
    if not one.exchange.request.method:
        return one, None
    read = [(view, _read_by(one, spoken(view))) for view in contracts.views]
    for view, told in read:
        request = told.exchange.request
        operation = routes.find(request.method, request.path)
        if operation is not None and operation.set == view.set:
            return told, operation
    return read[0][1], None


def _read_by(one: Recorded, names: Conventions) -> Recorded:
    """Return an exchange without what an API has around every path, and marked where a body says
    that it refuses.
    """
    request, response = one.exchange.request, one.exchange.response
    start, end = names.beginning, names.ending
    bare = request.path.removeprefix(start).removesuffix(end)
    if (start or end) and f"{start}{bare}{end}" == request.path:
        request = replace(request, path=bare, beginning=start, ending=end)
    if response is not None and names.refuses(response.json()):
        response = replace(response, refusing=True)
    if request is one.exchange.request and response is one.exchange.response:
        return one
    return replace(one, exchange=replace(one.exchange, request=request, response=response))


def _unanswered(one: Recorded) -> str:
    """Return why an exchange has no answer that can be judged, "" when it has one."""
    if one.exchange.status == 304:
        return NOT_CHANGED
    if one.unread or one.exchange.response is None:
        return one.unread.partition(":")[0] or "no response"
    return ""


def _reason(one: Recorded, contracts: Contracts, named: Named, *, speaks: bool) -> str:
    """Return why an exchange is not judged, "" when it is; `speaks` says that it shows signs of
    this API, of which one will do where the host has shown two.
    """
    exchange, own = one.exchange, one.host == contracts.api.host
    if not own and one.host not in named and not speaks:
        return ANOTHER
    if not named.mock and exchange.json is None:
        if not own and exchange.status in (404, 405, 501):
            return NO_OPERATION
        if _of_an_edge(exchange, contracts):
            return EDGE
    response = exchange.response
    filtered = response and exchange.json is None and _broken_by_filter(response.body)
    return FILTERED if filtered else ""


def _of_an_edge(exchange: Exchange, contracts: Contracts) -> bool:
    """Whether a refusal is a page, or a text, of something that stands before the service."""
    names, response = contracts.api.headers, exchange.response
    if response is None or not exchange.refused:
        return False
    if is_request_id(exchange.header(names.request_id), names):
        return False
    if any(exchange.header(name) for name in names.own):
        return False
    start = response.body.lstrip()[:1]
    label = exchange.header("content-type").strip().lower()
    return start == b"<" or (label.startswith("text/") and start not in (b"{", b"["))


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


def _entry(one: Recorded, operation: Operation, contracts: Contracts) -> Entry:
    exchange, own_host = one.exchange, one.host == contracts.api.host
    resource = contracts.resource(operation.returns)
    grown, known = kinship(version_of(exchange, contracts.api.headers), contracts.api_version)
    request = replace(exchange.request, reading=operation.reads, about=_slots(operation, exchange))
    told = replace(exchange, request=request, operation=operation.id, conventions=spoken(contracts))
    entry = Entry(
        one.file, one.index, one.host, told, operation, resource,
        contracts.recordings.beside(operation.returns), contracts.api, grown, known,
        one.mode if own_host else "", state_field(resource, contracts.recordings.state),
        text=one.text,
    )  # fmt: skip
    if one.keyed or not _for_a_browser(entry):
        return entry
    return replace(entry, exchange=replace(told, request=replace(told.request, key="publishable")))


def _slots(operation: Operation, exchange: Exchange) -> tuple[str, ...]:
    """Return the ids of what a request is about that stand in its form."""
    sent = dict(parse_qsl(exchange.request.asked)) if operation.slots else {}
    return tuple(sent[name] for name in operation.slots if name in sent)


def _for_a_browser(entry: Entry) -> bool:
    """Whether an answer to a key that nobody sees is one of those that a publishable key gets.

    Such an answer lacks, all together, what only the owner of an account sees (PI-22); what was
    sent, which would tell, is not there.
    """
    secret = entry.api.auth.client_secret
    hidden = {*entry.beside.always} - {secret}
    if not entry.operation.publishable or len(hidden) <= 1:
        return False
    if any(not masked(text) for text in entry.texts):
        return False
    return bool(entry.objects) and all(
        secret in item and not hidden & item.keys() for item in entry.objects
    )
