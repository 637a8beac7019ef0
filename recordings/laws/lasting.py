"""Laws of what stays: an object that a path names, and between exchanges objects and headers.

Only ids that the service made count: a filter can have given many objects one name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from contracts.model import Contracts
from contracts.model.wire import Headers
from recordings.checks import Finding, id_of, shown
from recordings.entry import Complaint, Entry, Rule, real
from recordings.headers import dated, is_request_id, sent_header
from recordings.read.masking import masked

_WHOLE = 4  # headers that a response has at least, when its recorder kept headers


def lasting(
    exchanges: Sequence[Entry], _others: Sequence[int], contracts: Contracts
) -> Iterator[Complaint]:
    """What no request changes is the same in all exchanges (G-118); what most say is right."""
    told: dict[tuple[str, str, str], list[tuple[Entry, str | int]]] = {}
    for entry in exchanges:
        for item in entry.items:
            for name in _constant(entry, contracts) if real(item.get("id")) else ():
                value = id_of(item.get(name))
                if isinstance(value, int) or (isinstance(value, str) and not masked(value)):
                    told.setdefault((entry.host, item["id"], name), []).append((entry, value))
    for (_, name, field), values in told.items():
        usual = Counter(value for _, value in values).most_common(1)[0][0]
        for entry, value in values:
            if value != usual:
                words = f"{field} {shown(usual)} of {name}, as in other exchanges"
                yield Complaint(entry, "lasting", "G-118", Finding(words, shown(value), field))


def _constant(entry: Entry, contracts: Contracts) -> tuple[str, ...]:
    """Return the fields that no request changes, secrets of an object among them (G-118, PI-08)."""
    shape = contracts.api.object
    fields = (field.name for field in entry.resource.fields
              if field.constant or field.format == "client_secret")  # fmt: skip
    return (shape.created, shape.mode, *fields, *entry.beside.constant)


def named(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when another object comes back than the one the path names (G-117)."""
    operation = entry.operation
    if operation.shape != "object" or not operation.path_parameters:
        return
    if not entry.exchange.accepted or operation.returns != operation.resource:
        return
    asked, found = entry.path_id, entry.exchange.body.get("id")
    if real(asked) and real(found) and asked != found:
        yield Finding(f"the object {asked}", shown(found))


def headers(
    exchanges: Sequence[Entry], _others: Sequence[int], contracts: Contracts
) -> Iterator[Complaint]:
    """A header that the service always sends is missing, though the recorder keeps it."""
    known, refused = contracts.api.headers, contracts.api.auth.refused
    for title, check, clause, fits in _headers(known):
        name = title.lower()
        kept = {_likeness(one, name) for one in exchanges if fits(one.received.get(name, ""))}
        for entry in exchanges:
            status = entry.exchange.status
            if name in entry.received or len(entry.received) < _WHOLE or status >= 500:
                continue
            if status in refused and title == known.request_id:
                continue  # was once only given to a key that is known
            if _likeness(entry, name) in kept:
                words = f"a header {title}, as in the other exchanges of the file"
                yield Complaint(entry, check, clause, Finding(words, "no such header"))


def _headers(known: Headers) -> list[tuple[str, str, str, Callable[[str], object]]]:
    """Return the headers that are always sent, with the rule, its clause and what fits."""
    found: list[tuple[str, str, str, Callable[[str], object]]] = [
        (known.request_id, "request_id", "G-16", lambda text: is_request_id(text, known)),
        ("Content-Type", "content_type", "G-15", bool),
        (known.version, "version", "G-17", dated),
    ]
    return [entry for entry in found if entry[0]]


def _likeness(entry: Entry, name: str) -> tuple[object, ...]:
    """Return what exchanges have in common in which a recorder treats a header alike.

    The version is only sent to a key that is known, and was not always sent unasked.
    """
    if name == entry.api.headers.version.lower():
        return entry.host, entry.exchange.status, bool(sent_header(entry.exchange, name))
    return (entry.host,)


RULES = (Rule("named", "G-117", named),)
BETWEEN = (lasting, headers)
