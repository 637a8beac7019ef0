"""Valid forms: the required rows, the base of the operation, and a few optional rows.

The cost of a form follows what it contains: one draw says which optional rows it has and with which
values (`strategies.tape`), a number that may be anything is now and then a draw of its own, and
everything else is worked out once for an operation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from contracts.model import Operation
from strategies.assembly import assemble
from strategies.paths import Form
from strategies.table import Closure, Table, Whole, table_of
from strategies.tape import Source, Tape, tapes
from strategies.values import NO_IDS, Ids

MAX_OPTIONAL = 6


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
    only on an object in another state than `subject`, or the operation's own, are left out, and
    what nothing states is sent only where a form has to have it.
    """
    table = table_of(operation, plain_only=plain_only)
    parts = optional_parts(table, subject or operation.subject, expand)
    return drawn_forms(Recipe(table, parts, table.core, min(max_optional, len(parts)), ids))


def optional_parts(table: Table, subject: str, expand: Sequence[str] = ()) -> tuple[Closure, ...]:
    """Return what forms may add to the smallest one, for an object in the state of `subject`."""
    closures = filter(None, map(table.closure, table.optional))
    found = [part for part in closures if _stated(table, part)]
    state = subject.rstrip("!")
    parts = [part for part in found if part.subject.rstrip("!") in ("", state)]
    row = table.operation.expansion
    if row in table.rows and table.usable(table.rows[row]):
        parts += [Closure(frozenset({row}), {row: [path]}) for path in expand]
    return tuple(part for part in parts if table.core.join(part))


def _stated(table: Table, part: Closure) -> bool:
    """Whether nothing is guessed of the rows that a part adds to the smallest form."""
    return not any(table.rows[path].guessed for path in part.paths - table.core.paths)


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
