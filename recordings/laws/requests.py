"""Holds a recorded request against its table: was it rightly accepted, or rightly refused?

Recorded requests were not made by us, so nothing but the table tells whether one is valid. A
refusal is judged only by what it says itself: that a parameter is missing which was sent, unknown
which the table has, no integer which is one, empty which is not. An acceptance is judged only by
rules that hold for every account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from contracts.model import Contracts, Parameter
from harness.numerals import whole
from recordings.checks import Finding, shown
from recordings.entry import Entry, Rule
from recordings.read.masking import masked
from suites.looking.names import parts, row_of

_INTEGER = re.compile(r"[+-]?[0-9]+")
_LARGEST = 99_999_999


def _readable(entry: Entry) -> bool:
    return entry.full and bool(entry.sent) and entry.plain


# -- refused, though what the refusal says is not so ------------------------------------------


def refusal(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the request contradicts what its refusal claims (G-32 to G-41)."""
    error = entry.exchange.error_body
    code, param = error.get("code"), error.get("param")
    if entry.exchange.status != 400 or not isinstance(param, str) or not _readable(entry):
        return
    value = entry.one(param)
    row = row_of(entry.operation.sent, param)
    if not value.strip() or masked(value) or row is None:
        return
    said = f"{code} for {param}, which was sent as {shown(value)}"
    if code == "parameter_missing" and row.type in ("string", "integer", "boolean", "number"):
        yield Finding(f"no complaint that {param} is missing", said, param)
    elif code == "parameter_invalid_empty":
        yield Finding(f"no complaint that {param} is empty", said, param)
    elif code == "parameter_unknown" and entry.grown and row.plain and not row.restored:
        yield Finding(f"{param} is a parameter", said, param)
    elif code == "parameter_invalid_integer" and _valid_integer(value, row):
        yield Finding(f"{shown(value)} is an integer", said, param)


def _valid_integer(value: str, row: Parameter) -> bool:
    number = whole(value) if value.isascii() and row.type == "integer" else None
    if number is None:
        return False
    return max(row.minimum or 1, 1) <= number <= (row.maximum or _LARGEST)


# -- accepted, though it breaks a rule ---------------------------------------------------------


def missing(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each required parameter that an accepted request lacks (G-31).

    What is required at the top was so at every version: a later one only asks for less.
    """
    if not entry.exchange.accepted or not _readable(entry) or not entry.readable:
        return
    paths = [parts(name) for name, _ in entry.sent]
    heads = {path[0] for path in paths if path}
    for row in entry.operation.sent:
        if row.required and row.name not in heads:
            yield _accepted(f"without {row.path}", row)
        elif entry.near and row.children:
            below = [path[1:] for path in paths if path and path[0] == row.name and path[1:]]
            yield from _missing_below(row, below)


def _missing_below(row: Parameter, paths: list[list[str]]) -> Iterator[Finding]:
    if not paths or row.type != "object":
        return
    heads = {path[0] for path in paths}
    for child in row.children:
        if child.required and child.name not in heads and not child.restored:
            yield _accepted(f"without {child.path}", child)
        below = [path[1:] for path in paths if path[0] == child.name and path[1:]]
        yield from _missing_below(child, below)


def integers(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each accepted value that is no integer where one is due (G-37)."""
    for row, value in _accepted_values(entry):
        unsets = not value.strip() and not _always(entry, row)
        if row.type != "integer" or row.alternatives or unsets:
            continue
        if not _INTEGER.fullmatch(value.strip()) or (
            _always(entry, row) and row.minimum == 1 and _below_one(value.strip())
        ):
            yield _accepted(f"{row.path}={value[:40]}", row)


def _below_one(value: str) -> bool:
    """Whether an integer of any length, as `_INTEGER` reads it, is zero or less."""
    return value.startswith("-") or not value.strip("+0")


def _always(entry: Entry, row: Parameter) -> bool:
    """Whether a row sets the sum that its object is about: that is never unset."""
    sums = (f.name for f in entry.resource.fields if f.required and f.format == "minor_units")
    return row.path in sums


def values(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each accepted value outside its enum, and for empty ones (G-39, G-41).

    Both sets grow with every version: only requests of versions that the contracts know are judged.
    """
    if not entry.known:
        return
    for row, value in _accepted_values(entry):
        plain = row.name and row.type in ("string", "boolean") and not row.alternatives
        if row.enum and plain and value and value not in row.enum and "enum" not in _unjudged(row):
            yield _accepted(f"{row.path}={value[:40]}", row)
        elif (
            not value and plain and not row.clearable and entry.operation.method == "POST"
            and row.location == "body" and "empty" not in _unjudged(row)
        ):  # fmt: skip
            yield _accepted(f"{row.path}= (empty)", row)


def _unjudged(row: Parameter) -> set[str]:
    return {text.partition(" ")[0] for text in row.unjudged}


def undeclared(entry: Entry, name: str, contracts: Contracts) -> bool:
    """Whether a name was sent, in one shape, that no table and no former version has."""
    path = parts(name)
    heads = {row.name for row in entry.operation.sent} | {*contracts.recordings.undeclared}
    alike = [sent for sent, _ in entry.sent if parts(sent)[:1] == path[:1]]
    return bool(path) and path[0] not in heads and alike == [name]


def unknown(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each accepted parameter that the version does not have (G-34)."""
    if not entry.known or not entry.exchange.accepted or not _readable(entry):
        return
    recordings = contracts.recordings
    for name, _ in entry.sent:
        path = parts(name)
        if not path or path[0] in recordings.undeclared or _gated(path, recordings.gated):
            continue
        if row_of(entry.operation.sent, name) is not None:
            continue
        head = next((row for row in entry.operation.sent if row.name == path[0]), None)
        if head is None or not any(row.restored or not row.plain for row in head.walk()):
            yield Finding("status 400, parameter_unknown", f"accepted with {name[:60]}", path[0])


def _gated(path: list[str], gated: Mapping[str, str]) -> bool:
    return path[0] in gated and path[-1].startswith(gated[path[0]])


def _accepted_values(entry: Entry) -> Iterator[tuple[Parameter, str]]:
    if not entry.exchange.accepted or not _readable(entry):
        return
    for name, value in entry.sent:
        row = row_of(entry.operation.sent, name)
        if row is not None and not masked(value):
            yield row, value


def _accepted(how: str, row: Parameter) -> Finding:
    return Finding("a refusal with status 400", f"accepted {how}", row.path)


RULES = (
    Rule("request.refused", "G-32", refusal),
    Rule("request.required", "G-31", missing),
    Rule("request.integer", "G-37", integers),
    Rule("request.values", "G-39", values),
    Rule("request.unknown", "G-34", unknown),
)
