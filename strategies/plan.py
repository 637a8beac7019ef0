"""A deterministic plan that sends every row, and every value of its enum, at least once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.model import Operation, Parameter
from strategies.forms import Conflict, include, smallest
from strategies.paths import Form, copy, put, remove
from strategies.values import NO_IDS, Ids, accepted

_CHUNK = 60  # values of an enum that one array carries


@dataclass(frozen=True, slots=True)
class Sample:
    """A valid form that sends `row` (a path; "" for the smallest form) with one of its values."""

    row: str
    label: str  # tells several samples of one row apart, e.g. the enum value
    form: Form
    source: int
    plain: bool
    subject: str = ""


def coverage(
    operation: Operation, *, ids: Ids = NO_IDS, plain_only: bool = True
) -> tuple[Sample, ...]:
    """Return the plan of an operation. Rows that conflict with `base` are left out."""
    found = [Sample("", "", smallest(operation), operation.source[0], True)]
    for row in operation.walk():
        wanted = row.location != "path" and row.name and row.format != "cursor"
        if wanted and row.name != "expand" and (row.plain or not plain_only):
            found.extend(_samples(operation, row, ids))
    return tuple(found)


def _samples(operation: Operation, row: Parameter, ids: Ids) -> Iterator[Sample]:
    form = smallest(operation)
    for other in row.excludes:
        if other in operation.base:
            remove(form, other)
    try:
        include(form, operation, row.path)
    except Conflict:
        return
    for label, value in _choices(row, ids):
        sent = copy(form)
        if value is not None:
            put(sent, row.path, value)
        yield Sample(row.path, label, sent, row.source, row.plain, row.subject)


def _choices(row: Parameter, ids: Ids) -> Iterator[tuple[str, Any]]:
    """Yield a label and a value for each thing worth sending; None keeps the plain value."""
    yield "", None
    if row.type == "boolean" and row.example is None:
        yield "false", False
    elif row.type == "string" and row.enum:
        values = accepted(row, ids)
        yield from ((str(value), value) for value in values[1:])
    elif row.type == "array" and row.items is not None and row.items.enum:
        values = row.plain_values or row.items.enum
        for start in range(0, len(values), _CHUNK):
            chunk = list(values[start : start + _CHUNK])
            yield f"values{start // _CHUNK + 1}", chunk
    for other in row.alternatives:
        yield from ((str(value), value) for value in accepted(other, ids))
