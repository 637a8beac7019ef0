"""Laws of what happens to one object in a recording: ends are final, what nobody changed is kept.

Recordings are made in one go or over years, and others may work on the same objects: what is kept
is only compared within an hour, and forgotten when a request that is not of the contracts changes
something.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.model import Contracts
from recordings.checks import Finding, id_of, shown
from recordings.entry import Complaint, Entry, real
from recordings.headers import version_of
from recordings.laws.keys import key_of, once, replayed
from recordings.matrix import accepted_from, behind, refuses_ends
from recordings.own import moved, moves
from recordings.read.masking import masked
from recordings.untouched import untouched

_AT_ONCE, _HOUR = 2, 3_600  # seconds


def history(
    exchanges: Sequence[Entry], others: Sequence[int], contracts: Contracts
) -> Iterator[Complaint]:
    """Yield a complaint for each object that has another history than the API gives it.

    `others` are the places in the file of what is not judged and may have changed something.
    """
    fresh = list(once(exchanges))
    yield from _ended(fresh)
    yield from _kept(fresh, others, contracts)


def _objects(entry: Entry) -> Iterator[Mapping[str, Any]]:
    """Yield the objects an exchange tells of as they are now; a search and a replay may be late."""
    if entry.operation.kind == "search" or replayed(entry):
        return
    items = entry.items if entry.carried is None else [entry.carried]
    yield from (item for item in items if real(item.get("id")))


def _state(entry: Entry, item: Mapping[str, Any]) -> str | None:
    found = item.get(entry.state)
    return found if isinstance(found, str) else None


# -- ends --------------------------------------------------------------------------------------


def _ended(exchanges: Sequence[Entry]) -> Iterator[Complaint]:
    """What has ended stays so, and refuses what would change it (PI-38, PI-39, PI-61, CA-34)."""
    ends: dict[tuple[str, str], tuple[str, Entry]] = {}
    made: set[tuple[str, str, str]] = set()
    for entry in exchanges:
        for item in _objects(entry):
            place, now = (entry.host, item["id"]), _state(entry, item)
            status, since = ends.get(place, ("", entry))
            if not isinstance(now, str) or masked(now) or not _after(since, entry):
                continue
            if not _sure(entry) and not _later(since, entry):
                continue  # requests may have overtaken each other
            if status and now != status:
                finding = Finding(f"{item['id']} stays {status}", f"status {now}", "status")
                yield Complaint(entry, "final", "PI-39", finding)
            elif status and _wrongly_accepted(entry) and _made(entry) not in made:
                finding = Finding(f"a refusal: {item['id']} is {status}", "accepted", "action")
                yield Complaint(entry, "final", "PI-38", finding)
            elif now in _ends(entry) and _sure(entry):
                ends.setdefault(place, (now, entry))
        made.add(_made(entry))


def _ends(entry: Entry) -> set[str]:
    life = entry.resource.lifecycle
    return set(life.terminal) - {*entry.beside.open_ends} if life else set()


def _wrongly_accepted(entry: Entry) -> bool:
    refused = refuses_ends(entry.resource, entry.operation, entry.beside)
    return refused and entry.exchange.accepted


def _made(entry: Entry) -> tuple[str, str, str]:
    """Return what makes a request a replay of another one, which is answered again."""
    request, key = entry.exchange.request, key_of(entry)
    return (key, request.target, request.body) if key else ("", entry.exchange.id, "")


def _after(first: Entry, later: Entry) -> bool:
    """Whether the file has two exchanges in the order in which they were made."""
    return first.exchange.started <= later.exchange.started or not later.exchange.started


def _sure(entry: Entry) -> bool:
    """Whether an exchange is about one object, which it found or left as it says."""
    return entry.exchange.accepted and entry.operation.shape == "object"


def _later(first: Entry, later: Entry) -> bool:
    """Whether so much time lies between two exchanges that they were not made at once."""
    return 0 < first.exchange.started <= later.exchange.started - _AT_ONCE


# -- what is kept ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    item: Mapping[str, Any]
    at: float
    version: str


def _kept(
    exchanges: Sequence[Entry], others: Sequence[int], contracts: Contracts
) -> Iterator[Complaint]:
    """What a request did not name stays as it was (G-98, G-116, G-117)."""
    known: dict[tuple[str, str], _Known] = {}
    last = -1
    for entry in exchanges:
        if bisect_right(others, last) < bisect_left(others, entry.index):
            known.clear()
        last = entry.index
        for item in _objects(entry) if entry.full else ():
            place, at = (entry.host, item["id"]), entry.exchange.started
            before = known.get(place)
            if not _sure(entry) and before and at < before.at + _AT_ONCE:
                continue  # requests may have overtaken each other
            if before and entry.exchange.accepted and 0 < before.at <= at <= before.at + _HOUR:
                yield from moves(contracts, entry, before.item, item)
                yield from _changed(entry, before, item, contracts)
            known[place] = _Known(item, at, version_of(entry.exchange, entry.api.headers))
        touched = entry.path_id
        if not entry.exchange.accepted and touched and not _undone(entry):
            known.pop((entry.host, touched), None)


def _undone(entry: Entry) -> bool:
    """Whether a request that was refused surely left its object as it was (G-30)."""
    update = entry.operation.kind == "update" and entry.exchange.status == 400
    return entry.operation.reads or update


def _changed(
    entry: Entry, known: _Known, now: Mapping[str, Any], contracts: Contracts
) -> Iterator[Complaint]:
    before, sent = known.item, _sent(entry)
    yield from _moved(entry, before, now)
    free = moved(contracts, entry, before, now)
    version = version_of(entry.exchange, entry.api.headers)
    if known.version != version:
        free |= {*entry.beside.renamed}
    judged: set[str] = set()
    for name in dict.fromkeys(_kept_names(entry, before, now, contracts)):
        judged.add(name)
        if name not in before or name not in now or name in free:
            continue
        old, new = _bare(before[name]), _bare(now[name])
        if name == entry.own_texts:
            yield from _texts(entry, old, new, sent)
        elif name not in sent and old != new and not _masked(old, new):
            finding = Finding(f"{name} {shown(old)}, as before", shown(new), name)
            yield Complaint(entry, "kept", "G-117", finding)
    if known.version == version and _state(entry, before) == _state(entry, now):
        for name, old, new in untouched(entry, before, now, contracts):
            if name not in judged and name not in free and old != new and not masked(f"{old}{new}"):
                finding = Finding(f"{name} {shown(old)}, as before", shown(new), name)
                yield Complaint(entry, "kept", "G-117", finding)


def _moved(entry: Entry, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Complaint]:
    """A dispute is submitted once, a hold is captured or released (DI-22, PI-44)."""
    life, old, new = entry.resource.lifecycle, _state(entry, before), _state(entry, now)
    if life and old in entry.beside.one_way and new in behind(life, old):
        finding = Finding(f"status {old}, as before", f"status {new}", "status")
        yield Complaint(entry, "kept", "G-117", finding)


def _kept_names(
    entry: Entry, before: Mapping[str, Any], now: Mapping[str, Any], contracts: Contracts
) -> Iterator[str]:
    """Yield the fields that an exchange leaves as they were, but for what it named."""
    status, beside = _state(entry, before), entry.beside
    same = status == _state(entry, now)
    yield from contracts.recordings.kept
    if entry.resource.metadata is not None:
        yield entry.resource.metadata.row
    if same:
        yield from (name for name in beside.kept_in.get(str(status), ()) if before.get(name))
    if entry.operation.kind != "action" and same:
        yield from contracts.recordings.kept_in_state
    elif status in accepted_from(entry.resource, entry.operation) - {*beside.passing}:
        yield from beside.unmoved.get(entry.verb, ())


def _sent(entry: Entry) -> set[str]:
    """Return the names that may have changed the object; a GET changes nothing.

    When it is not known what was sent, these are all that the table has.
    """
    if entry.operation.reads:
        return set()
    names = {name for name, _ in entry.sent} | entry.heads
    return names if entry.readable else names | {row.name for row in entry.operation.sent}


def _texts(entry: Entry, before: Any, now: Any, sent: set[str]) -> Iterator[Complaint]:
    """What people keep at an object merges by its keys (G-98)."""
    row = entry.own_texts
    if not isinstance(before, dict) or not isinstance(now, dict):
        return
    if row in sent and not any(name.startswith(f"{row}[") for name in sent):
        return  # all of it was unset
    for key, value in before.items():
        if f"{row}[{key}]" in sent or now.get(key) == value or _masked(value, now.get(key)):
            continue
        words = f"{row}[{key}] {shown(value)}, as before"
        yield Complaint(entry, "kept", "G-98", Finding(words, shown(now.get(key)), row))


def _bare(value: Any) -> Any:
    """Return the id of what may be expanded, and anything without one as it is."""
    return id_of(value) or value


def _masked(*values: Any) -> bool:
    return any(isinstance(value, str) and masked(value) for value in values)


BETWEEN = (history,)
