"""Judges states: how an object begins, what it shows, in which state an action leaves it.

What is said here follows from the lifecycle of the contracts, as far as it held at every version.
Where a field was not recorded, or a filter wrote it, nothing is said; a first state is only judged
when it is known what was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from contracts.model import Contracts, Field, Resource
from recordings.checks import TOLERANCE, Finding, shown
from recordings.entry import Entry, Rule, below, whole_number
from recordings.laws.keys import replayed
from recordings.matrix import accepted_from, held, results
from recordings.own import lower
from recordings.read.masking import masked

_LATEST = 4_102_444_800  # the year 2100: later times were counted in milliseconds
_HOLDS: dict[str, Callable[[Any], bool]] = {
    "nothing": lambda value: value is None,
    "something": lambda value: value is not None,
    "zero": lambda value: not isinstance(value, int) or value == 0,
    "positive": lambda value: not isinstance(value, int) or value > 0,
}
_WORDS = {"nothing": "is null", "zero": "is 0", "positive": "is more than 0"}


def shows(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field of an object that its state excludes (PI-07, PI-41, §3.2)."""
    life = entry.resource.lifecycle
    left = {*entry.beside.unshown, *entry.beside.fills_later.get(entry.verb, ())}
    judged = [one for one in (life.shows if life else ())
              if one.level == "must" and one.field not in left]  # fmt: skip
    fields = {field.name: field for field in entry.resource.fields}
    for item in entry.objects if entry.full and judged else ():
        state = item.get(entry.state)
        for one in judged:
            if one.state != state or one.field not in item or masked(str(item[one.field])):
                continue
            if one.field in entry.beside.unshown_in.get(one.state, ()):
                continue
            value = None if fields[one.field].blank(item[one.field]) else item[one.field]
            if not _HOLDS[one.holds](value):
                words = _WORDS.get(one.holds) or _something(fields[one.field])
                yield Finding(f"{one.field} {words} while {state}",
                              f"{one.field} {shown(item[one.field])}", one.field)  # fmt: skip


def _something(field: Field) -> str:
    if field.format == "timestamp":
        return "is a time"
    return "is an object" if field.type == "object" else "is not null"


def first(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a new object in another state than that of new ones (CA-14, DI-07)."""
    now, wanted = named_state(entry), entry.beside.starts
    if entry.operation.kind != "create" or not now or not wanted:
        return
    told = entry.state in entry.heads
    if not told and entry.day >= contracts.recordings.starts_since and now != wanted:
        yield Finding(f"status {wanted}", f"status {now}", "status")


def named_state(entry: Entry) -> str:
    """Return the state of an object that what was sent led to, "" when that is not known."""
    now = entry.exchange.body.get(entry.state)
    if not entry.exchange.accepted or not entry.full or not entry.readable or not entry.sent:
        return ""
    if not isinstance(now, str) or masked(now) or replayed(entry):
        return ""
    fields = (f for f in entry.resource.fields if f.name == entry.state)
    return now if any(now in field.enum for field in fields) else ""  # of another version


def result(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when an action left its object otherwise than promised (PI-41 to PI-68)."""
    body, resource = entry.exchange.body, entry.resource
    now = body.get(entry.state)
    if not isinstance(now, str) or masked(now) or not entry.exchange.accepted:
        return
    if entry.operation.kind != "action":
        return
    allowed = results(resource, entry.operation)
    if entry.verb in entry.beside.results and now not in (
        *allowed, *entry.beside.results[entry.verb]
    ):  # fmt: skip
        yield Finding(f"status {allowed[0]}", f"status {now}", "status")
    elif now in _left(entry, allowed):
        yield Finding(f"status {' or '.join(allowed)}", f"status {now}", "status")
    for name in held(resource, entry.operation):
        asked, found = entry.one(name), body.get(name)
        less = name in lower(contracts, entry, body) and below(str(found), asked)
        if asked and not masked(asked) and found is not None and str(found) != asked and not less:
            yield Finding(f"{name} {asked}", f"{name} {str(found)[:60]}", name)


def _left(entry: Entry, allowed: Collection[str]) -> set[str]:
    """Return the states that an action is made to leave: those it is accepted in, by the matrix."""
    if not allowed:
        return set()
    stays = {*allowed, *entry.beside.stays.get(entry.verb, ())}
    return accepted_from(entry.resource, entry.operation) - stays


def time(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for what was just made, or ended, long ago (G-113, PI-41).

    Only the server's own clock counts. Some objects live by a clock for tests.
    """
    now, body = _clock(entry), entry.exchange.body
    if not now or not entry.exchange.accepted or replayed(entry):
        return
    names = ["created"] if entry.operation.kind == "create" else _times(entry.resource, entry)
    tied = any(body.get(name) is not None for name in contracts.recordings.clocks)
    for name in names:
        found = whole_number(body.get(name))
        if found is not None and abs(found - int(now)) > TOLERANCE and not tied:
            yield Finding(f"{name} within a day of {int(now)}", f"{name} {found}", name)


def _times(resource: Resource, entry: Entry) -> list[str]:
    """Return the times that an action sets: those that its result shows, and no other state."""
    life = resource.lifecycle
    if life is None or entry.operation.kind != "action":
        return []
    after = set(results(resource, entry.operation))
    times = [field.name for field in resource.fields if field.format == "timestamp"]
    return [name for name in times if after and after == {
        one.state for one in life.shows if one.field == name and one.holds == "something"
    }]  # fmt: skip


def _clock(entry: Entry) -> float:
    """Return the time of an answer by its own header, 0 when it has none."""
    try:
        return parsedate_to_datetime(entry.received.get("date", "")).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0


def created(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a time that is not counted in seconds (G-113)."""
    for item in entry.items:
        found = item.get("created")
        if isinstance(found, int) and found > _LATEST:
            yield Finding("created in unix seconds", f"created {found}", "created")
            return


RULES = (
    Rule("state", "PI-41", shows),
    Rule("result", "PI-06", first),
    Rule("result", "PI-46", result),
    Rule("created", "G-113", time),
    Rule("created", "G-113", created),
)
