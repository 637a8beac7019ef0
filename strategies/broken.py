"""A form that breaks one clause beside its valid twin, and the bench at which one is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from contracts.model import Level, Parameter
from contracts.model.wire import Form as Dialect
from strategies.assembly import plainest, twofold
from strategies.paths import Form, copy, put, wire
from strategies.table import Closure, Table, unforeseen
from strategies.values import Ids

# What of a row a topic is about: where that is guessed, a breach is one of nothing.
_FACTS = {
    "required": ("required",), "type": ("type",), "type_element": ("type",),
    "enum": ("enum", "format"), "range_above": ("maximum",), "range_below": ("minimum",),
    "length": ("max_length",), "pattern": ("pattern",), "reference": ("references",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken clause.

    `topic` names the kind of breach, `situation` the entry of the conventions that says how it
    is refused, `row` the path of the row that it is about ("" for the operation itself),
    `params` what `error.param` may name. `base` is the twin, `form` the broken form, and `also`
    breaks the same clause of the same row in other ways; `level` is that of the refusal, where it
    is not the situation's. What breaks several rows of an operation in one way, which a server
    reads in one place, is `alike`: for most purposes one of them will do. `or_situation` is another
    one that the form may be taken for.
    """

    topic: str
    situation: str
    row: str
    base: Form
    form: Form
    params: tuple[str, ...]
    source: str = ""  # where the row is documented
    plain: bool = True
    subject: str = ""
    level: Level | None = None
    also: tuple[Violation, ...] = ()
    alike: str = ""
    or_situation: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """One row and the twin in which it is broken."""

    table: Table
    row: Parameter
    closure: Closure
    twin: Form
    ids: Ids

    @classmethod
    def of(cls, table: Table, row: Parameter, ids: Ids) -> Bench | None:
        """Return the bench of a row, or None when no valid form has the row.

        A row of which no valid value is foreseen is broken by being added to the smallest form.
        """
        lost = unforeseen(table.operation, row)
        whole = table.start if lost else table.complete(table.closure(row.path))
        if whole is None:
            return None
        return cls(table, row, whole, (plainest if lost else twofold)(table, whole, ids), ids)

    @property
    def form(self) -> Dialect:
        """How forms are written: what is not to be told from a valid one breaks no clause."""
        return self.table.operation.form

    def violation(
        self, topic: str, situation: str, form: Form, params: tuple[str, ...],
        twin: Form | None = None,
    ) -> Violation:  # fmt: skip
        """Return the violation of the row that sends `form`."""
        row = self.row
        guessed = bool(set(_FACTS.get(topic, ())) & set(row.guessed))
        return Violation(
            topic, situation, row.path, self.twin if twin is None else twin, form, params,
            row.cited, row.plain, self.closure.subject, "probe" if guessed else None,
        )  # fmt: skip

    def changed(self, value: Any, topic: str, situation: str) -> Violation:
        """Return the violation that sends `value` for the row."""
        form = copy(self.twin)
        put(form, self.row.path, value)
        return self.violation(topic, situation, form, (wire(self.row.path),))

    def each(self, values: Sequence[Any], topic: str, situation: str) -> Violation:
        """Return the violation that sends the first of `values`, and the others as well."""
        first, *others = (self.changed(value, topic, situation) for value in values)
        return replace(first, also=tuple(others))
