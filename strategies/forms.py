"""Valid forms: what is required, and a drawn handful of what is optional.

The cost of a form follows what it contains: which optional rows it has is one short drawn list,
each value is about one draw, and everything else is prepared once for an operation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from contracts.model import Operation, Parameter
from strategies.paths import Form, copy, get, has, index, parent_path, put
from strategies.values import NO_IDS, Ids, metadata, plain, scalars

Draw = Callable[[st.SearchStrategy[Any]], Any]
MAX_OPTIONAL = 6


class Conflict(Exception):  # noqa: N818 - an answer, not an error
    """A row cannot stand in a form because of what stands there already."""


def smallest(operation: Operation) -> Form:
    """Return the smallest valid form: `base` and the required rows, with plain values."""
    form: Form = copy(operation.base)
    for row in operation.sent:
        if row.required and row.name not in form:
            put(form, row.path, plain(row))
    return form


def include(form: Form, operation: Operation, path: str) -> None:
    """Add a row, what leads to it, and what they need, with plain values. Raises Conflict."""
    rows = index(operation)
    row = rows[path]
    _fill_above(form, operation, path)
    if not has(form, path):
        _check_free(form, rows, row)
        put(form, path, copy(plain(row)))
    for need in row.needs:
        _satisfy(form, operation, need)


def _fill_above(form: Form, operation: Operation, path: str) -> None:
    above = parent_path(path)
    if above and not isinstance(get(form, above), dict | list):
        include(form, operation, above)


def _check_free(form: Form, rows: dict[str, Parameter], row: Parameter) -> None:
    for other in row.excludes:
        if has(form, other):
            raise Conflict(f"{row.path} excludes {other}")
    for candidate in rows.values():
        if row.path in candidate.excludes and has(form, candidate.path):
            raise Conflict(f"{candidate.path} excludes {row.path}")


def _satisfy(form: Form, operation: Operation, need: str) -> None:
    path, equals, text = need.partition("=")
    if not equals:
        if not has(form, path):
            include(form, operation, path)
        return
    value: Any = {"true": True, "false": False}.get(text, text)
    row = index(operation)[path]
    if not has(form, path):
        include_value(form, operation, row, value)
    elif get(form, path) != value:
        if row.required or path not in operation.base:
            put(form, path, value)
        else:
            raise Conflict(f"{path} has to be {text}")


def include_value(form: Form, operation: Operation, row: Parameter, value: Any) -> None:
    """Add a row with a given value, and what it needs in turn. Raises Conflict."""
    rows = index(operation)
    _fill_above(form, operation, row.path)
    _check_free(form, rows, row)
    put(form, row.path, copy(value))
    for need in row.needs:
        _satisfy(form, operation, need)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What an operation's forms are made of, computed once."""

    base: Form
    required: tuple[tuple[str, st.SearchStrategy[Any]], ...]
    optional: tuple[str, ...]
    values: dict[str, st.SearchStrategy[Any]]


def forms(
    operation: Operation,
    *,
    ids: Ids = NO_IDS,
    plain_only: bool = True,
    max_optional: int = MAX_OPTIONAL,
) -> st.SearchStrategy[Form]:
    """Return a strategy of valid forms of an operation.

    `ids` are known ids by resource (otherwise placeholders such as `@customer` stand for them);
    `plain_only` leaves out rows that a plain account refuses.
    """
    prepared = _prepare(operation, ids, plain_only)
    chosen = (
        st.lists(st.sampled_from(prepared.optional), max_size=max_optional)
        if prepared.optional
        else st.just([])
    )

    @st.composite
    def build(draw: Draw) -> Form:
        form: Form = copy(prepared.base)
        for path, values in prepared.required:
            put(form, path, draw(values))
        for path in draw(chosen):
            _add(draw, form, operation, prepared, path)
        return form

    return build()


def _add(draw: Draw, form: Form, operation: Operation, prepared: _Prepared, path: str) -> None:
    if has(form, path):
        return
    trial = copy(form)
    try:
        include(trial, operation, path)
    except Conflict:
        return
    values = prepared.values.get(path)
    if values is not None:
        put(trial, path, draw(values))
    form.clear()
    form.update(trial)


def _prepare(operation: Operation, ids: Ids, plain_only: bool) -> _Prepared:
    base = smallest(operation)
    rows = [r for r in operation.walk() if r.location != "path" and r.name]
    usable = [r for r in rows if (r.plain or not plain_only) and _sendable(r, ids)]
    values = {row.path: found for row in usable if (found := _values(row, ids)) is not None}
    required = tuple(
        (row.path, values[row.path])
        for row in usable
        if has(base, row.path) and row.path in values and not _fixed(operation, row)
    )
    fixed = {row.path for row in rows if has(base, row.path)}
    optional = tuple(row.path for row in usable if row.path not in fixed)
    return _Prepared(base, required, optional, values)


def _fixed(operation: Operation, row: Parameter) -> bool:
    """Whether `base` says the value of a row."""
    return has(operation.base, row.path)


def _sendable(row: Parameter, ids: Ids) -> bool:
    if row.format == "cursor":
        return False
    return row.name != "expand" and not (row.references and not row.plain and not ids)


def _values(row: Parameter, ids: Ids) -> st.SearchStrategy[Any] | None:
    """Return the strategy of a row's value; None when its plain value is all there is."""
    if row.type in ("string", "integer", "boolean"):
        return scalars(row, ids)
    if row.type == "map":
        return metadata()
    if row.type == "array" and row.items and row.items.type in ("string", "integer"):
        if row.example is not None:
            return st.just(row.example)
        element = scalars(_limited(row), ids)
        return st.lists(element, min_size=1, max_size=3, unique=True)
    return None


def _limited(row: Parameter) -> Parameter:
    """Return the element of an array, with the values that a plain account accepts."""
    element = row.items
    if element is None:
        raise ValueError(row.path)
    if row.plain_values:
        return Parameter(
            name="", type="string", path=element.path, location=row.location,
            enum=row.plain_values,
        )  # fmt: skip
    return element
