"""The same rows with other values: what a server has to give up before it can be seen to take."""

from __future__ import annotations

from typing import Any

from contracts.model import Operation, Parameter
from strategies.paths import Form, copy, get, has, put
from strategies.plan import Sample
from strategies.table import composite, table_of
from strategies.values import NO_IDS, bounds, choices, longest, pooled


def otherwise(operation: Operation, sample: Sample) -> Form | None:
    """Return the form of a sample with other values in its row and below.

    None when no other value is known: a text with another letter is one where any text will do, not
    where the one word that is sent, or the elements of the one array, are all that is known.
    """
    table = table_of(operation)
    form, rows = copy(sample.form), table.rows
    sent = [path for path in rows if has(form, path)]
    needed = {need.partition("=")[0] for path in sent for need in rows[path].needs if "=" in need}
    for path in sent:
        within = path == sample.row or path.startswith(f"{sample.row}[")
        alone = path.endswith("[]") and rows[table.parents[path]].example is not None
        if within and path not in needed and not alone and not composite(rows[path]):
            put(form, path, _other(rows[path], get(form, path)))
    return None if form == sample.form else form


def _other(row: Parameter, value: Any) -> Any:
    """Return another value of a row, or the same when none is known."""
    if row.references or row.alternatives:
        return value
    if isinstance(value, bool):
        return not value
    if isinstance(value, dict):
        return {k: _text(v, len(v)) if isinstance(v, str) else v for k, v in value.items()}
    if isinstance(value, int) and not row.enum:
        low, high = bounds(row)
        return value + 1 if value < high else max(value - 1, low)
    for found in (*choices(row, NO_IDS), *pooled(row)):
        if found != value and not str(found).startswith("@"):
            return found
    free = isinstance(value, str) and not (row.enum or row.format or row.pattern)
    known = row.example is not None and len(str(row.example).split()) == 1
    return _text(value, longest(row)) if free and not known else value


def _text(value: str, limit: int) -> str:
    """Return a text with another letter at its end, or the same when it is no such text."""
    if not value or value.startswith("@") or len(value) > limit:
        return value
    return value[:-1] + ("y" if value[-1] != "y" else "z")
