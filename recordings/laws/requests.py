"""Holds a recorded request against its table: was it rightly accepted, or rightly refused?

Recorded requests were not made by us, so nothing but the table tells whether one is valid. A
refusal is judged only by what it says itself: that a parameter is missing which was sent, unknown
which the table has, no integer which is one, empty which is not. An acceptance is judged only by
rules that hold for every account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Parameter
from harness.verdict import Finding
from recordings.entry import Rule, Seen
from recordings.read.masking import masked
from suites.looking.say import shown

_NAME = re.compile(r"[^\[\]]+(?:\[[^\[\]]*\])*")
_INTEGER = re.compile(r"[+-]?[0-9]+")
# What a payment is of: never unset.
_ALWAYS_REQUIRED = ("amount", "currency")
# Accepted without being declared: names of former versions, of gated features and of browsers.
_UNDECLARED = frozenset({
    "_stripe_account", "_stripe_version", "allowed_source_types", "expand", "include", "key",
    "level3", "return_url", "save_payment_method", "save_source_to_customer", "source",
    "source_data", "source_type",
})  # fmt: skip
_LARGEST = 99_999_999


def parts(name: str) -> list[str]:
    """Return the segments of a bracketed name, [] when its brackets do not fit."""
    return name.replace("]", "").split("[") if _NAME.fullmatch(name) else []


def row_of(rows: tuple[Parameter, ...], name: str) -> Parameter | None:
    """Return the row of a table that a bracketed name means, None when there is none."""
    path = parts(name)
    found = next((row for row in rows if path and row.name == path[0]), None)
    for part in path[1:]:
        found = _below(found, part) if found else None
    return found


def _below(row: Parameter, part: str) -> Parameter | None:
    if row.type == "array" and (part == "" or part.isdigit()):
        return row.items
    if row.type == "map":
        return row.values
    child = next((child for child in row.children if child.name == part), None)
    if child is not None:
        return child
    return next((found for other in row.alternatives if (found := _below(other, part))), None)


def _rows(seen: Seen) -> tuple[Parameter, ...]:
    return seen.operation.sent


def _readable(seen: Seen) -> bool:
    return seen.full and bool(seen.sent) and seen.plain


# -- refused, though what the refusal says is not so ------------------------------------------


def refusal(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the request contradicts what its refusal claims (G-32 to G-41)."""
    error = seen.exchange.error_body
    code, param = error.get("code"), error.get("param")
    if seen.exchange.status != 400 or not isinstance(param, str) or not _readable(seen):
        return
    value = seen.one(param)
    row = row_of(_rows(seen), param)
    if not value.strip() or masked(value) or row is None:
        return
    said = f"{code} for {param}, which was sent as {shown(value)}"
    if code == "parameter_missing" and row.type in ("string", "integer", "boolean", "number"):
        yield Finding(f"no complaint that {param} is missing", said, param)
    elif code == "parameter_invalid_empty":
        yield Finding(f"no complaint that {param} is empty", said, param)
    elif code == "parameter_unknown" and seen.grown and row.plain and not row.restored:
        yield Finding(f"{param} is a parameter", said, param)
    elif code == "parameter_invalid_integer" and _valid_integer(value, row):
        yield Finding(f"{shown(value)} is an integer", said, param)


def _valid_integer(value: str, row: Parameter) -> bool:
    if row.type != "integer" or not value.isdecimal() or not value.isascii():
        return False
    return max(row.minimum or 1, 1) <= int(value) <= (row.maximum or _LARGEST)


# -- accepted, though it breaks a rule ---------------------------------------------------------


def missing(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each required parameter that an accepted request lacks (G-31).

    What is required at the top was so at every version: a later one only asks for less.
    """
    if not seen.exchange.accepted or not _readable(seen) or not seen.readable:
        return
    paths = [parts(name) for name, _ in seen.sent]
    heads = {path[0] for path in paths if path}
    for row in _rows(seen):
        if row.required and row.name not in heads:
            yield _accepted(f"without {row.path}", row)
        elif seen.near and row.children:
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


def integers(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each accepted value that is no integer where one is due (G-37)."""
    for row, value in _accepted_values(seen):
        unsets = not value.strip() and row.path not in _ALWAYS_REQUIRED
        if row.type != "integer" or row.alternatives or unsets:
            continue
        if not _INTEGER.fullmatch(value.strip()) or _below_floor(value, row):
            yield _accepted(f"{row.path}={value[:40]}", row)


def _below_floor(value: str, row: Parameter) -> bool:
    return row.path in _ALWAYS_REQUIRED and row.minimum == 1 and int(value) < 1


def values(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each accepted value outside its enum, and for empty ones (G-39, G-41).

    Both sets grow with every version: only requests of versions that the contracts know are judged.
    """
    if not seen.known:
        return
    for row, value in _accepted_values(seen):
        plain = row.name and row.type in ("string", "boolean") and not row.alternatives
        if row.enum and plain and value and value not in row.enum and "enum" not in _unjudged(row):
            yield _accepted(f"{row.path}={value[:40]}", row)
        elif (
            not value and plain and not row.clearable and seen.operation.method == "POST"
            and row.location == "body" and "empty" not in _unjudged(row)
        ):  # fmt: skip
            yield _accepted(f"{row.path}= (empty)", row)


def _unjudged(row: Parameter) -> set[str]:
    return {text.partition(" ")[0] for text in row.unjudged}


def undeclared(seen: Seen, name: str) -> bool:
    """Whether a name was sent, in one shape, that no table and no former version has."""
    path = parts(name)
    heads = {row.name for row in _rows(seen)} | _UNDECLARED
    alike = [sent for sent, _ in seen.sent if parts(sent)[:1] == path[:1]]
    return bool(path) and path[0] not in heads and alike == [name]


def unknown(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each accepted parameter that the version does not have (G-34)."""
    if not seen.known or not seen.exchange.accepted or not _readable(seen):
        return
    for name, _ in seen.sent:
        path = parts(name)
        gated = path[:1] == ["payment_method_options"] and path[-1].startswith("request_")
        if not path or path[0] in _UNDECLARED or gated or row_of(_rows(seen), name) is not None:
            continue
        head = next((row for row in _rows(seen) if row.name == path[0]), None)
        if head is None or not any(row.restored or not row.plain for row in head.walk()):
            yield Finding("status 400, parameter_unknown", f"accepted with {name[:60]}", path[0])


def _accepted_values(seen: Seen) -> Iterator[tuple[Parameter, str]]:
    if not seen.exchange.accepted or not _readable(seen):
        return
    for name, value in seen.sent:
        row = row_of(_rows(seen), name)
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
