"""Lets rows and fields know how their values are written: times, and what is empty.

A table says that something is a time, the conventions how times are written.
"""

from __future__ import annotations

from dataclasses import replace

from contracts.model import Field, Parameter
from contracts.model.api import Values

TIME = "timestamp"  # the format of a time that is written as all are
USUAL = Values()
_NUMBERS = ("timestamp", "milliseconds")


def written(fields: tuple[Field, ...], values: Values) -> tuple[Field, ...]:
    """Return fields as an API writes their values."""
    return fields if values == USUAL else tuple(_field(field, values) for field in fields)


def sent(rows: tuple[Parameter, ...], values: Values) -> tuple[Parameter, ...]:
    """Return rows as an API reads their values."""
    return rows if values.time == USUAL.time else tuple(_row(row, values) for row in rows)


def _form(of: Field | Parameter, values: Values) -> str | None:
    """Return the format of a value: a whole number is no text, however an API writes its times."""
    told = of.format == TIME and values.time != USUAL.time
    counted = of.type == "integer" and values.time not in _NUMBERS
    return values.time if told and not counted else of.format


def _field(field: Field, values: Values) -> Field:
    return replace(
        field,
        format=_form(field, values),
        empty=values.empty if field.nullable else "",
        items=_field(field.items, values) if field.items else None,
        values=_field(field.values, values) if field.values else None,
        children=tuple(_field(child, values) for child in field.children),
        alternatives=tuple(_field(other, values) for other in field.alternatives),
    )


def _row(row: Parameter, values: Values) -> Parameter:
    return replace(
        row,
        format=_form(row, values),
        items=_row(row.items, values) if row.items else None,
        values=_row(row.values, values) if row.values else None,
        children=tuple(_row(child, values) for child in row.children),
        alternatives=tuple(_row(other, values) for other in row.alternatives),
    )
