"""Fields that objects have at every version, and the values that they had at some.

The tables of the contracts are of one version. What follows held before it as well, as far as
public recordings and the release notes go (VER): a field lacks when all others are there, is null
where it never was, or has a value that no version gave it.

Objects of one kind, at one version, have the same fields (G-116). Fields come with the years, so
an object is only held against others of the same hour; and some appear with a feature, so only for
a field that is null when there is nothing to say, that each of the others has and it alone has not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from contracts.model import Contracts, Field
from recordings.checks import Finding, shown
from recordings.entry import Complaint, Entry, Rule, real
from recordings.headers import version_of
from recordings.read.masking import masked

_LACKING = 2  # fields that one may lack; of an object cut by hand more are gone
_HOUR = 3_600  # seconds
_ENOUGH = 4  # objects that tell what their kind has
_STUB = 12  # fields that a person writes by hand at most
_TYPES: dict[str, type] = {"string": str, "integer": int}


def lasting(entry: Entry) -> list[Field]:
    """Return the fields that an object has at every version since its own first one."""
    beside = entry.beside
    others = {*beside.later, *beside.optional}
    return [field for field in entry.resource.fields if field.name not in others
            and (field.required or field.nullable or field.name in beside.always)]  # fmt: skip


def fields(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a field that an object always has, or that is never null (G-113)."""
    since = entry.beside.since
    if not since or not entry.full or not since <= entry.day <= contracts.recordings.until:
        return
    known = lasting(entry)
    for item in entry.objects:
        lacking = [field for field in known if field.name not in item]
        if len(lacking) > _LACKING:
            continue
        for field in lacking:
            yield Finding(f"the field {field.name}", "no such field", field.name)
        for field in known:
            if not field.nullable and item.get(field.name, "") is None:
                yield Finding(f"{field.name} is not null", "null", field.name)


def whole(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field that is always there, whatever it holds (PI-07, G-102)."""
    if not entry.near or not entry.full:
        return
    for item in entry.objects:
        for name in entry.beside.always if len(item) > _STUB else ():
            if name not in item:
                yield Finding(f"the field {name}", "no such field", name)


def values(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a value that no version gave a field (G-39)."""
    if entry.day > contracts.recordings.until and not entry.known:
        return
    former = entry.beside.former
    names = {*former, *contracts.recordings.kinds}
    judged = [field for field in entry.resource.fields if field.enum and field.name in names]
    for item in entry.objects:
        for field in judged:
            found = item.get(field.name)
            known = (*field.enum, *former.get(field.name, ()))
            if isinstance(found, str) and not masked(found) and found not in known:
                words = f"{field.name} is one of {', '.join(field.enum)}"
                yield Finding(words, shown(found), field.name)


def patterns(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a scalar of a form that no object has (CA-16, CA-17)."""
    for item in entry.objects if entry.beside.patterns else ():
        for field in entry.resource.fields:
            pattern, found = entry.beside.patterns.get(field.name), item.get(field.name)
            if pattern is None or not _scalar(found, field):
                continue
            if not re.fullmatch(pattern.like, str(found)):
                observed = f"{field.name} {str(found)[:20]}"
                yield Finding(f"{field.name} {pattern.says}", observed, field.name,
                              clause=pattern.clause)  # fmt: skip


def _scalar(value: Any, field: Field) -> bool:
    kind = _TYPES.get(field.type)
    fits = kind is not None and isinstance(value, kind) and not isinstance(value, bool)
    return fits and not masked(str(value))


def secret(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for an object whose client secret names another one (PI-08)."""
    names = [field.name for field in entry.resource.fields if field.format == "client_secret"]
    form = re.compile(f"({re.escape(entry.resource.prefix)}[A-Za-z0-9]+)_secret_[A-Za-z0-9]+")
    for item in entry.objects if names else ():
        name, found = item.get("id"), item.get(names[0])
        match = form.fullmatch(found) if isinstance(found, str) and not masked(found) else None
        if match and real(name) and real(match[1]) and match[1] != name:
            yield Finding(f"{name}_secret_…", f"{match[1]}_secret_…", names[0])


# -- objects of one sitting ------------------------------------------------------------------------


def alike(
    exchanges: Sequence[Entry], _others: Sequence[int], contracts: Contracts
) -> Iterator[Complaint]:
    """Yield a complaint for each field that one object lacks and all others of its kind have."""
    sittings: dict[tuple[Any, ...], list[tuple[Entry, dict[str, Any]]]] = {}
    for entry in exchanges:
        version, started = version_of(entry.exchange, entry.api.headers), entry.exchange.started
        if not entry.exchange.accepted or not entry.full or not version or not started:
            continue
        hour = int(started // _HOUR)
        place = (entry.host, entry.operation.returns, version, hour)
        for item in entry.items:
            sittings.setdefault(place, []).append((entry, item))
    for place, told in sittings.items():
        if len(told) >= _ENOUGH:
            fields = contracts.resource(place[1]).fields
            names = {field.name for field in fields if field.required or field.nullable}
            yield from _odd(told, names - {*contracts.recordings.beside(place[1]).optional})


def _odd(told: Sequence[tuple[Entry, dict[str, Any]]], always: set[str]) -> Iterator[Complaint]:
    counted = Counter(name for _, item in told for name in item)
    common = {name for name in always if counted[name] == len(told) - 1}
    for entry, item in told if common else ():
        lacking = sorted(common - set(item))
        for name in lacking if len(lacking) <= _LACKING else ():
            words = f"the field {name}, as in the other objects of the file"
            yield Complaint(entry, "alike", "G-116", Finding(words, "no such field", name))


RULES = (
    Rule("response_table", "CA-16", patterns), Rule("response_table", "G-113", fields),
    Rule("response_table", "G-39", values), Rule("always", "PI-07", whole),
    Rule("client_secret", "PI-08", secret),
)  # fmt: skip
BETWEEN = (alike,)
