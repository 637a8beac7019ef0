"""Valid forms: the required rows, the base of the operation, and a few optional rows.

The cost of a form follows what it contains: one draw says which optional rows it has and with which
values (`strategies.tape`), a number that may be anything is now and then a draw of its own, and
everything else is worked out once for an operation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from contracts.model import Operation, Parameter
from strategies.paths import Form
from strategies.table import Closure, Table, Whole, composite
from strategies.tape import Source, Tape, tapes
from strategies.values import NO_IDS, Ids, plain

MAX_OPTIONAL = 6


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


def smallest(operation: Operation, *, ids: Ids = NO_IDS) -> Form:
    """Return the smallest valid form: `base` and the required rows, with plain values."""
    table = Table(operation)
    return plainest(table, table.start, ids)


def forms(
    operation: Operation,
    *,
    ids: Ids = NO_IDS,
    plain_only: bool = True,
    max_optional: int = MAX_OPTIONAL,
    expand: Sequence[str] = (),
    subject: str = "",
) -> SearchStrategy[Form]:
    """Return a strategy of valid forms of an operation, with up to `max_optional` optional rows.

    `ids` are known ids by "resource" or "resource:state" (otherwise placeholders such as
    `@customer` stand for them); `plain_only` leaves out rows that a plain account refuses.
    `expand` are the paths that the `expand` row may ask for, see `expansions`. Rows that work
    only on an object in another state than `subject`, or the operation's own, are left out.
    """
    table = Table(operation, plain_only=plain_only)
    parts = optional_parts(table, subject or operation.subject, expand)
    return drawn_forms(Recipe(table, parts, table.core, min(max_optional, len(parts)), ids))


def optional_parts(table: Table, subject: str, expand: Sequence[str] = ()) -> tuple[Closure, ...]:
    """Return what forms may add to the smallest one, for an object in the state of `subject`."""
    found = [table.closure(path) for path in table.optional]
    state = subject.rstrip("!")
    parts = [part for part in found if part and part.subject.rstrip("!") in ("", state)]
    if "expand" in table.rows and table.usable(table.rows["expand"]):
        parts += [Closure(frozenset({"expand"}), {"expand": [path]}) for path in expand]
    return tuple(part for part in parts if table.core.join(part))


@dataclass(frozen=True, slots=True)
class Recipe:
    """What drawn forms are made of: always `kept`, and up to `limit` of the `parts`."""

    table: Table
    parts: tuple[Closure, ...]
    kept: Closure
    limit: int
    ids: Ids


def drawn_forms(recipe: Recipe) -> SearchStrategy[Form]:
    """Return the strategy of the forms of a recipe."""
    plan = replace(recipe, parts=_nested(recipe.parts))
    return _forms(plan, tapes(recipe.limit), Source(recipe.table, recipe.ids))


def _nested(parts: tuple[Closure, ...]) -> tuple[Closure, ...]:
    """Return parts in an order in which each follows one that it contains, if it contains any.

    A failure that is about one of the rows that a part brings along shrinks to that row step by
    step: from a part to the one before.
    """
    below: dict[int, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        inner = [n for n, other in enumerate(parts) if other.paths < part.paths]
        below[max(inner, key=lambda n: len(parts[n].paths), default=-1)].append(place)

    def chain(place: int) -> Iterator[Closure]:
        yield parts[place]
        for outer in below[place]:
            yield from chain(outer)

    return tuple(found for place in below[-1] for found in chain(place))


@st.composite
def _forms(draw: DrawFn, recipe: Recipe, tapes: SearchStrategy[bytes], source: Source) -> Form:
    tape = Tape(draw(tapes), recipe.limit)
    whole = Whole(recipe.kept)
    for pick in tape.picks(len(recipe.parts)):
        whole.add(recipe.parts[pick])
    recipe.table.add_base(whole)
    reading = source.reading(tape, draw)
    return assemble(recipe.table, whole, reading.value, reading.count)


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
