"""What only a row that filters a list says: how it compares, by which field, what no object has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from contracts.model import Api, Contracts, Field, Operation, Parameter
from contracts.model.api import TIMES
from contracts.model.tables import BOUNDS, Compares
from contracts.reader import Reader

FILTERS = ("absent", "clause", "compares", "shown_as", "unseen")
_CREATED = "created"  # a row of which the conventions say what bounds it
_NUMBERS = ("integer", "number")


def of_none(reader: Reader) -> tuple[Any, ...]:
    """Read one value, a list to choose from, or `{digits: n}`: all texts of n digits."""
    if reader.is_mapping():
        digits = reader.mapping({"digits"}, {"digits"})["digits"]
        if not 1 <= digits.integer() <= 4:
            raise digits.refuse("expected 1 to 4 digits")
        return tuple(f"{n:0{digits.integer()}d}" for n in range(10 ** digits.integer()))
    if reader.is_list():
        found = tuple(item.data() for item in reader.items())
        if not found:
            raise reader.refuse("expected values to choose from")
        return found
    return (reader.data(),)


def how(reader: Reader) -> str:
    """Return how a filter compares: by a bound, or in a way of which nothing is said."""
    return reader.one_of(BOUNDS) if reader.is_text() else "more" if reader.boolean() else ""


def bounding(rows: Iterable[Parameter], api: Api) -> Iterator[Parameter]:
    """Yield the rows of a list; those below an object that are named like the bounds of a time in
    `api.yaml` bound the field of that object.
    """
    words: dict[str, Compares] = {word: word for word in BOUNDS if word in api.list.range}
    for row in rows:
        known = [child.name in words and not child.compares for child in row.children]
        if known and all(known) and row.name != _CREATED:
            below = (replace(child, compares=words[child.name]) for child in row.children)
            yield replace(row, children=tuple(below))
        else:
            yield row


def comparable(field: Field) -> bool:
    """Whether the values of a field have an order that everybody knows."""
    return field.type in _NUMBERS or field.format in TIMES


def bounded(operation: Operation, contracts: Contracts) -> Iterator[tuple[Parameter, Field]]:
    """Yield the rows of a list that bound a number or a time, and the field that each bounds."""
    table = contracts.resource(operation.returns).table
    for row in operation.walk() if operation.kind == "list" else ():
        field = table.get(row.filters_by) if row.compares in BOUNDS else None
        if field is not None and comparable(field):
            yield row, field
