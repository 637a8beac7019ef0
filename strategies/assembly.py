"""Puts rows together to forms: the plainest ones need no draw, and so no Hypothesis.

To import Hypothesis takes longer than to ask a handful of claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from contracts.model import Operation, Parameter
from strategies.paths import Form
from strategies.table import Closure, Table, Whole, composite, table_of
from strategies.values import NO_IDS, Ids, another, plain


def assemble(
    table: Table,
    whole: Closure | Whole,
    value_of: Callable[[Parameter, int], Any],
    count_of: Callable[[Parameter], int] = lambda _: 1,
) -> Form:
    """Return the form that holds the rows of a closure, in the order of the table.

    `value_of` gives the value of a leaf that is not pinned, in the element of that number (0 or 1)
    of the array of objects that it is in; `count_of` says how many elements such an array has.
    """
    paths = sorted(whole.paths, key=table.order.__getitem__)
    form: Form = {}
    nodes: dict[str, Any] = {"": form}
    _fill(table, paths, whole.pins, nodes, lambda row: value_of(row, 0))
    for array in [path for path, node in nodes.items() if isinstance(node, list)]:
        if count_of(table.rows[array]) > 1:
            second: Form = {}
            nodes[array].append(second)
            inner = [path for path in paths if path.startswith(f"{array}[][")]
            _fill(table, inner, whole.pins, {f"{array}[]": second}, lambda row: value_of(row, 1))
    return form


def _fill(
    table: Table,
    paths: Sequence[str],
    pins: Mapping[str, Any],
    nodes: dict[str, Any],
    value_of: Callable[[Parameter], Any],
) -> None:
    """Put the rows of `paths`, outer ones first, into the objects and arrays of `nodes`."""
    for path in paths:
        row = table.rows[path]
        node = nodes.get(table.parents[path])
        if node is None:  # what it would stand in has a pinned value
            continue
        if path in pins:
            value = pins[path]
        elif path in table.composite:
            value = nodes[path] = [] if row.type == "array" else {}
        else:
            value = value_of(row)
        if isinstance(node, list):
            node.append(value)
        else:
            node[row.name] = value


def plainest(table: Table, closure: Closure, ids: Ids) -> Form:
    """Return the form of a closure with the plainest values."""
    return assemble(table, closure, lambda row, _: plain(row, ids))


def twofold(table: Table, closure: Closure, ids: Ids) -> Form:
    """Return the plainest form of a closure with two elements in its arrays of objects.

    Of one alone nobody sees whether the others are kept. An array has one where a value of the
    second would be that of the first: two elements about the same may be refused.
    """
    open_rows = [table.rows[path] for path in closure.paths if _open(table, closure, path)]
    alike = [row.path for row in open_rows if another(row, plain(row, ids)) == plain(row, ids)]
    several = [row.path for row in open_rows]

    def value_of(row: Parameter, element: int) -> Any:
        first = plain(row, ids)
        return another(row, first) if element else first

    def count_of(array: Parameter) -> int:
        inner = f"{array.path}[]["
        told = any(path.startswith(inner) for path in several)
        return 1 + (told and not any(path.startswith(inner) for path in alike))

    return assemble(table, closure, value_of, count_of)


def _open(table: Table, closure: Closure, path: str) -> bool:
    """Whether a closure leaves open which value is sent for a row inside an array of objects."""
    return "[][" in path and path not in closure.pins and path not in table.composite


def smallest(operation: Operation, *, ids: Ids = NO_IDS) -> Form:
    """Return the smallest valid form: `base` and the required rows, with plain values."""
    table = table_of(operation)
    return plainest(table, table.start, ids)


def held(table: Table, form: Mapping[str, Any]) -> Closure:
    """Return the closure of the rows that a form holds, with its values."""
    paths: set[str] = set()
    pins: dict[str, Any] = {}
    _collect(table, form, "", paths, pins)
    rows = [table.rows[path] for path in paths]
    excluded = frozenset(other for row in rows for other in row.excludes)
    return Closure(frozenset(paths), pins, excluded)


def _collect(
    table: Table, form: Mapping[str, Any], parent: str, paths: set[str], pins: dict[str, Any]
) -> None:
    for name, value in form.items():
        path = f"{parent}[{name}]" if parent else name
        row = table.rows[path]
        paths.add(path)
        if isinstance(value, dict) and row.children:
            _collect(table, value, path, paths, pins)
        elif isinstance(value, list) and composite(row):
            paths.add(f"{path}[]")
            _collect(table, value[0], f"{path}[]", paths, pins)
        else:
            pins[path] = value
