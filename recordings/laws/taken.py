"""Judges what an accepted request set: an object, an array, an id that was sent is shown.

`sent_values` compares texts, and what is nowhere has no text. What was sent and is null, or empty,
or another id afterwards, was not taken. Which names these are the tables say: those that are rows
of the operation and fields of its object.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Field, Parameter
from recordings.checks import Finding, id_of, shown
from recordings.entry import Entry, Rule, real
from recordings.laws.keys import replayed
from recordings.read.masking import masked
from suites.looking.names import head

_FALSE = ("false", "0")


def taken(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each thing that was sent and is not shown (G-117)."""
    changes = entry.operation.kind in ("create", "update", "action")
    if not changes or not entry.exchange.accepted or not entry.full or not entry.plain:
        return
    if entry.operation.shape != "object" or entry.beside.asked or replayed(entry):
        return
    fields = {field.name: field for field in entry.resource.fields}
    for row in entry.operation.sent:
        field, values = fields.get(row.name), _values(entry, row)
        if field is None or not values or not _judged(row, field, contracts):
            continue
        if row.name in entry.exchange.body:
            yield from _shown(row, values, entry.exchange.body[row.name], whole=entry.near)


def _values(entry: Entry, row: Parameter) -> list[str]:
    """Return the values that were sent below a row, () when one of them cannot be known."""
    sent = [value for name, value in entry.sent if head(name) == row.name]
    return [] if any(not value.strip() or masked(value) for value in sent) else sent


def _judged(row: Parameter, field: Field, contracts: Contracts) -> bool:
    if row.name in contracts.recordings.rewritten or row.shown_for or field.on_request:
        return False
    return row.type in ("object", "array") or bool(row.references)


def _shown(row: Parameter, values: list[str], found: Any, *, whole: bool) -> Iterator[Finding]:
    first = values[0]
    if row.references:
        other = real(first) and real(id_of(found)) and id_of(found) != first and (
            _start(first) == _start(id_of(found))
        )  # fmt: skip
        if (found is None and real(first)) or other:
            yield Finding(f"{row.name} {first}", shown(id_of(found)), row.name)
    elif found is None and any(value.lower() not in _FALSE for value in values):
        yield Finding(f"{row.name} as it was sent", "null", row.name)
    elif isinstance(found, list) and _scalars(row, found):
        lost = [value for value in values if value not in found]
        if lost and (whole or len(lost) == len(values)):
            yield Finding(f"{row.name} with {lost[0]}", shown(found), row.name)


def _start(name: str) -> str:
    return name.rpartition("_")[0]


def _scalars(row: Parameter, found: list[Any]) -> bool:
    """Whether an array holds texts as they were sent: no objects, nothing of a filter."""
    plain = (
        row.type == "array"
        and row.items is not None
        and row.items.type == "string"
        and not row.items.children
    )
    return plain and all(isinstance(one, str) and not masked(one) for one in found)


RULES = (Rule("sent_values", "G-117", taken),)
