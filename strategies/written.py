"""Forms that hold as many free texts as go together: what people write has no format of its own.

Rows of which only the one word of their example is known to work (a state) are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from contracts.model import Operation, Parameter
from strategies.assembly import plainest
from strategies.paths import Form
from strategies.plan import planned
from strategies.table import Closure, table_of
from strategies.values import NO_IDS, one_word

_MOST = 500  # rows of one form
_SHORTEST = 3  # characters that every text has which is sent for any text
_WORDS = (None, "email", "person_name", "phone", "url")


@dataclass(frozen=True, slots=True)
class Written:
    """A valid form, and the rows in it that hold a free text. `subject` as in `Sample`.

    `alone` are the forms that hold one of the rows, by its path.
    """

    rows: tuple[str, ...]
    form: Form
    subject: str = ""
    alone: Mapping[str, Form] = field(default_factory=dict)

    def only(self, row: str) -> Written:
        """Return the form that holds one row alone."""
        return Written((row,), self.alone[row], self.subject)


def free(row: Parameter) -> bool:
    """Whether a row takes any text."""
    shaped: object = row.enum or row.format or row.references or row.alternatives
    shaped = shaped or row.pattern or (row.min_length or 0) > _SHORTEST
    text = row.type == "string" and row.location == "body"
    return text and not shaped and not one_word(row)


def worded(row: Parameter) -> bool:
    """Whether a row takes words that are no code and name nothing, in whatever format they are."""
    coded = row.enum or row.references or row.alternatives or row.pattern
    text = row.type == "string" and row.location == "body"
    return text and not coded and row.format in _WORDS


def written(operation: Operation, wanted: Callable[[Parameter], bool] = free) -> Iterator[Written]:
    """Yield forms that hold each row for free texts once, or each other row that is `wanted`."""
    table = table_of(operation)
    groups: list[tuple[list[str], Closure]] = []
    wholes: dict[str, Closure] = {}
    for path, row in table.rows.items():
        whole = table.complete(table.closure(path)) if planned(table, row) else None
        if whole is not None and wanted(row) and "[]" not in path:
            wholes[path] = whole
            _placed(path, whole, groups)
    for rows, closure in groups:
        alone = {row: plainest(table, wholes[row], NO_IDS) for row in rows}
        yield Written(tuple(rows), plainest(table, closure, NO_IDS), closure.subject, alone)


def _placed(path: str, whole: Closure, groups: list[tuple[list[str], Closure]]) -> None:
    """Put a row into the first group that it goes with, or into a new one."""
    for place, (rows, closure) in enumerate(groups):
        joined = closure.join(whole) if len(rows) < _MOST else None
        if joined is not None:
            groups[place] = [*rows, path], joined
            return
    groups.append(([path], whole))
