"""A deterministic plan that sends every row, and every value of its enum, at least once.

What need not be random need not cost a draw. The plan is the same in every run; Hypothesis
searches beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Any

from contracts.model import Operation, Parameter
from strategies.assembly import plainest, twofold
from strategies.paths import Form
from strategies.table import Table, table_of, unforeseen
from strategies.values import ADDRESS, NO_IDS, SECONDS, Ids, accepted, choices, pooled

_CHUNK = 60  # values of an enum that one array carries
_TIMES = ("timestamp", "milliseconds")
_ANY_TEXT = 5000  # the length that the official client gives every text: not the row's own limit


@dataclass(frozen=True, slots=True)
class Sample:
    """A valid form that sends `row` (a path; "" for the smallest form) with one of its values."""

    row: str
    label: str  # tells several samples of one row apart, e.g. the enum value
    form: Form
    source: str  # where the row is documented
    plain: bool
    subject: str = ""


def coverage(
    operation: Operation,
    *,
    ids: Ids = NO_IDS,
    plain_only: bool = True,
    expand: Sequence[str] = (),
) -> tuple[Sample, ...]:
    """Return the plan of an operation: the smallest form, then a few forms for each row.

    `expand` are the paths that the `expand` row may ask for; without them it is sent with its
    example. Rows whose needs contradict each other are left out, see `uncovered`.
    """
    table = table_of(operation, plain_only=plain_only)
    if ids is not NO_IDS:
        return _covering(table, ids, expand)
    return _usual(table, tuple(expand))


@lru_cache(maxsize=4096)  # many laws ask
def _usual(table: Table, expand: tuple[str, ...]) -> tuple[Sample, ...]:
    return _covering(table, NO_IDS, expand)


def _covering(table: Table, ids: Ids, expand: Sequence[str]) -> tuple[Sample, ...]:
    cited = table.operation.cited
    first = Sample("", "", plainest(table, table.start, ids), cited, plain=True)
    return (first, *_samples(table, ids, expand))


def uncovered(
    operation: Operation, *, plain_only: bool = True, expand: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the rows that no form of the plan is made for."""
    made = {sample.row for sample in coverage(operation, plain_only=plain_only, expand=expand)}
    table = table_of(operation, plain_only=plain_only)
    return tuple(
        path for path, row in table.rows.items() if planned(table, row) and path not in made
    )  # fmt: skip


def planned(table: Table, row: Parameter) -> bool:
    """Whether the plan sends a row; cursors need a filled list, and walks of lists send them."""
    return bool(row.name) and not unforeseen(table.operation, row) and table.usable(row)


def _samples(table: Table, ids: Ids, expand: Sequence[str]) -> Iterator[Sample]:
    for path, row in table.rows.items():
        expands = bool(expand) and path == table.operation.expansion
        if not planned(table, row) and not expands:
            continue
        pins = tuple(_expanded(expand) if expands else _pins(row))
        if table.operation.kind != "action":  # one may be refused for what its object is worth
            pins = (*pins, *_largest(row))
        if table.operation.kind == "create":
            pins = (*pins, *_smallest(row), *_currencies(row))
        if table.operation.kind in ("create", "update", "replace"):
            pins = (*pins, *_fraction(row))
        for label, value in pins:
            whole = table.complete(table.pinned(path, *value) if value else table.closure(path))
            if whole:
                form = plainest(table, whole, ids) if label else twofold(table, whole, ids)
                yield Sample(path, label, form, row.cited, row.plain, whole.subject)


def _expanded(expand: Sequence[str]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    return ((path, ([path],)) for path in expand)


def _pins(row: Parameter) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield a label and a value for each thing worth sending; () keeps the plain value."""
    yield "", ()
    if row.example is None:
        yield from ((_label(value), (value,)) for value in _further(row))
        yield from _chunks(row)
        yield from _longest(row)
        yield from _address(row)
    for other in row.alternatives:
        yield from ((_label(value).lstrip("@"), (value,)) for value in _alternative(other))


def _label(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _further(row: Parameter) -> Iterator[Any]:
    if row.type == "boolean":
        yield False
    elif row.type in ("string", "integer") and row.enum:
        yield from choices(row, NO_IDS)[1:]


def _chunks(row: Parameter) -> Iterator[tuple[str, tuple[list[str]]]]:
    """Yield the values of an array's enum, many at a time."""
    found = accepted(row) if row.type == "array" else ()
    for place, start in enumerate(range(0, len(found), _CHUNK), start=1):
        yield f"values{place}", (list(found[start : start + _CHUNK]),)


def _longest(row: Parameter) -> Iterator[tuple[str, tuple[str]]]:
    """Yield the longest text of a row that has a limit of its own, no format, and names nothing."""
    limit = row.max_length or _ANY_TEXT
    free = not (row.enum or row.format or row.pattern or row.references)
    if row.type == "string" and free and limit < _ANY_TEXT:
        yield "longest", (("Assay" * (limit // 5 + 1))[:limit],)


def _address(row: Parameter) -> Iterator[tuple[str, tuple[str]]]:
    """Yield an address with a query and a fragment, which the plain one has not."""
    if row.type == "string" and row.format == "url" and ADDRESS in pooled(row):
        yield "whole", (ADDRESS,)


def _largest(row: Parameter) -> Iterator[tuple[str, tuple[int]]]:
    """Yield the largest number of a row whose range is judged; that of a query is documented,
    whatever becomes of a larger one.
    """
    ranged = row.type == "integer" and row.maximum is not None and row.format not in _TIMES
    if ranged and (row.location == "query" or not _unranged(row)):
        yield "largest", (int(row.maximum or 0),)


def _smallest(row: Parameter) -> Iterator[tuple[str, tuple[int]]]:
    """Yield the smallest number of a row that may be zero or less, which it is not sent with."""
    if row.type == "integer" and row.minimum is not None and row.example is None:
        least = ceil(row.minimum)
        if least < 1 and row.format not in _TIMES and not _unranged(row):
            yield "smallest", (least,)


def _fraction(row: Parameter) -> Iterator[tuple[str, tuple[float]]]:
    """Yield a number that is not whole, of a row that may be one: it is not taken for the next."""
    half = floor(row.minimum or 0) + 0.5
    least, most = row.minimum or 0, half if row.maximum is None else row.maximum
    if row.type == "number" and row.example is None and least <= half <= most:
        yield "fraction", (half,)


def _unranged(row: Parameter) -> bool:
    return any(text.startswith("range") for text in row.unjudged)


def _currencies(row: Parameter) -> Iterator[tuple[str, tuple[str]]]:
    """Yield the common currencies, where a row is not bound to that of the account."""
    free = row.path == row.name and not str(row.example).startswith("@")
    if row.format == "currency" and free:
        yield from ((text, (text,)) for text in pooled(row) if text != row.example)


def _alternative(row: Parameter) -> tuple[Any, ...]:
    if row.references:
        return (f"@{row.references[0]}",)
    return (SECONDS,) if row.type == "integer" else accepted(row)
