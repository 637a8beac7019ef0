"""An object that is replaced: with a row and then without it, beside one that never had the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from strategies import Sample, coverage, otherwise
from strategies.paths import copy
from suites.lab import Lab
from suites.law import About, Family, Unavailable
from suites.looking.dig import dig
from suites.looking.once import Once
from suites.looking.say import shown
from suites.objects.edited import Edited
from suites.subjects import kind, kind_of_row, reader_of


class Replacing:
    """A replacement, and the bench it is sent from."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.plain = Once(partial(self.replaced, {}))

    def subject(self) -> Edited:
        """Return an object that nothing was done to. Raises Unavailable."""
        return Edited(self.lab, self.operation, untouched=True)

    def replaced(self, form: Mapping[str, Any]) -> Exchange:
        """Return how an object reads that was replaced with a form. Raises Unavailable."""
        subject = self.subject()
        subject.prepare({**subject.base, **form})
        return subject.look()

    def filled(self, subject: Edited, sample: Sample) -> tuple[Any, Exchange]:
        """Replace with a row that is set; return what its field shows. Raises Unavailable."""
        form = otherwise(self.operation, sample) or copy(sample.form)
        subject.prepare(form)
        full = subject.look()
        value, usual = dig(full.item, field_of(sample)), dig(self.plain().item, field_of(sample))
        if value == usual:
            reason = f"{field_of(sample)} reads {shown(value)}, set or not"
            blocker = f"{self.operation.id}.accepts.{sample.row}"
            raise Unavailable(reason, full, self.plain(), blocked_by=blocker)
        return value, full


def field_of(sample: Sample) -> str:
    """Return the dotted path of the field that has the name of a row."""
    return sample.row.replace("]", "").replace("[", ".")


def rows(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield the rows that a replacement may leave out, and whose value the object shows."""
    fields = contracts.resource(operation.returns).table
    metadata = contracts.api.metadata_row
    required = {row.name for row in operation.sent if row.required} | set(operation.base)
    if reader_of(contracts, operation) is None:
        return
    for sample in coverage(operation):
        row = operation.rows.get(sample.row)
        if row is None or sample.label or "[" in sample.row or row.name in (*required, metadata):
            continue
        if row.location == "body" and sample.plain and field_of(sample) in fields:
            yield About(operation, sample.row, sample, operation.cited, source=sample.source,
                        kind=kind_of_row(row))  # fmt: skip


REPLACED = Family("replace", kind("replace"), Replacing, stands_on=("kind", "echo"))
