"""The empty text clears a row that can be cleared (G-42)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Sample, coverage, otherwise
from strategies.paths import copy, put
from suites.lab import Lab
from suites.law import About, Family, Unavailable, broken, held, law
from suites.looking.dig import dig
from suites.looking.say import said, shown
from suites.objects.edited import Edited
from suites.subjects import kind, kind_of_row

_NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be cleared, a form that sets it, and the field that shows it."""

    row: Parameter
    sample: Sample

    @property
    def field(self) -> str:
        """The dotted path of the field of the same name."""
        return _dotted(self.row)


@dataclass(frozen=True, slots=True)
class Clearing:
    """An update, and the bench it is sent from."""

    lab: Lab
    operation: Operation

    def filled(self, subject: Edited, row: Row) -> tuple[dict[str, Any], Exchange]:
        """Set a row; return the form that did, and the object then. Raises Unavailable."""
        form, answer = self._set(subject, row.sample)
        full = subject.look()
        for exchange in (answer, full):
            if empty(dig(exchange.item, row.field)):
                reason = f"it was not set by an update that sent it ({row.field}: nothing)"
                raise Unavailable(reason, exchange, blocked_by=self._blocker(row))
        return form, full

    def _set(self, subject: Edited, sample: Sample) -> tuple[dict[str, Any], Exchange]:
        """Set a row to what other objects do not have, if that is accepted: clearing shows it."""
        other = otherwise(subject.operation, sample)
        if other is not None:
            with contextlib.suppress(Unavailable):
                return other, subject.prepare(other)
        form = copy(sample.form)
        return form, subject.prepare(form)

    def refused(self, subject: Edited, row: Row, form: dict[str, Any], answer: Exchange) -> Outcome:
        """Return that clearing is refused. Raises Unavailable where setting is refused by now too.

        An accepted twin with a value and a refusal without one is the breach.
        """
        twin = subject.prepare(form)
        return broken(f"{row.field} is unset", said(answer), answer, twin)

    def _blocker(self, row: Row) -> str:
        return f"{self.operation.id}.accepts.{row.row.path}"

    def told_apart(self, row: Row, full: Exchange, again: Exchange) -> None:
        """Raises Unavailable when a row reads as it does of any object, set or not."""
        while_set, after = dig(full.item, row.field), dig(again.item, row.field)
        if while_set == after and not empty(after) and self.by_default(row, after):
            reason = f"{row.field} reads {shown(after)} of every object, set or not"
            raise Unavailable(reason, full, again)

    def by_default(self, row: Row, value: Any) -> bool:
        """Whether a field of an object that nothing was done to has this value as well."""
        try:
            read = Edited(self.lab, self.operation, row.row.subject, untouched=True).look()
        except Unavailable:
            return False
        return bool(dig(read.item, row.field) == value)


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    samples = {s.row: s for s in coverage(operation) if not s.label}
    for row in operation.walk():
        settable = row.clearable and row.plain and row.path in samples
        if settable and readable(row, operation, contracts):
            given = Row(row, samples[row.path])
            yield About(operation, row.path, given, source=row.cited,
                        kind=kind_of_row(row))  # fmt: skip


def readable(row: Parameter, operation: Operation, contracts: Contracts) -> bool:
    """Whether an update can send a row on its own, and the object shows it."""
    if row.location != "body" or "[]" in row.path or row.name == operation.metadata:
        return False
    fields = contracts.resource(operation.returns).fields
    shown_always = (f for field in fields for f in field.walk() if f.resource != "list")
    return any(f.path == _dotted(row) for f in shown_always)


def _dotted(row: Parameter) -> str:
    return row.path.replace("]", "").replace("[", ".")


def empty(value: Any) -> bool:
    """Whether a value holds nothing, as `{"tip": {}}` does."""
    if isinstance(value, dict):
        return all(empty(inner) for inner in value.values())
    return value in _NOTHING


CLEARED = Family("unset", kind("update"), Clearing, stands_on=("kind", "echo"))


@law(CLEARED, clause="G-42", each=_each)
def unset(clearing: Clearing, row: Row) -> Outcome:
    """The empty text, or the word that the API has for it, clears a row that can be cleared."""
    subject = Edited(clearing.lab, clearing.operation, row.row.subject)
    form, full = clearing.filled(subject, row)
    cleared = copy(form)
    put(cleared, row.row.path, None)  # written as the API clears
    answer = subject.sent(cleared)
    if answer.refused:
        return clearing.refused(subject, row, form, answer)
    subject.accepted(answer)
    again = subject.read()
    left = [dig(exchange.item, row.field) for exchange in (answer, again)]
    if not all(map(empty, left)):
        clearing.told_apart(row, full, again)
    table = clearing.lab.contracts.resource(clearing.operation.returns).table
    if row.field in table and table[row.field].empty == "nothing" and "" in left:
        return broken(f"{row.field} null: the API writes nothing so", f'{row.field} ""',
                      answer, again)  # fmt: skip
    gone = all(empty(value) or clearing.by_default(row, value) for value in left)
    return held(gone, f"{row.field} is unset", f"{row.field} is {shown(left[0])}", answer, again)
