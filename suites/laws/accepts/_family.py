"""The valid forms of an operation, each sent once: the smallest, then each row with its values."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from strategies import Sample, coverage, expansions, smallest
from strategies.paths import Form
from suites.lab import Lab
from suites.law import About, Family, Unavailable
from suites.looking.entries import look_for, own_entry
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.say import said
from suites.objects.provision import split
from suites.subjects import operations, row_kind


class Forms:
    """What the forms of one operation are answered with."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.shared: dict[str, Any] = {}  # what laws of the group look at together, by its name
        self._sent: dict[str, Once[Exchange]] = {}
        line = operation.cited
        self._smallest = Sample("", "", smallest(operation), line, plain=True)

    @property
    def least(self) -> Form:
        """The smallest form, as it is before ids are put into it."""
        return self._smallest.form

    def smallest(self) -> Exchange:
        """Return the answer to the smallest form. Raises Unavailable when it cannot be made."""
        return self._once(self._smallest)

    def sent(self, sample: Sample) -> Exchange:
        """Return the answer to a form. Raises Unavailable when it cannot be made.

        More than the smallest form is sent where that one earns anything.
        """
        if sample.row and not self._begun():
            self.lab.merit.ready(self.operation)
        expansion = self.lab.contracts.api.expansion
        if expansion is not None and sample.row == expansion.row:
            self._enrich()
        return self._once(sample)

    def _enrich(self) -> None:
        """Let the newest object of a list have something to expand, where calls can make it."""
        wanted = self.lab.contracts.resource(self.operation.returns).rich
        recipe = self.lab.contracts.recipe(*split(f"{wanted}!")[:2]) if wanted else None
        if self.operation.many and recipe is not None and recipe.steps:
            with contextlib.suppress(Unavailable):
                self.lab.provision.obtain(f"@{wanted}!")

    def taken(self, sample: Sample) -> Exchange:
        """Return the answer to a form. Raises Unavailable when it was not accepted."""
        found = self.sent(sample)
        if not resembles(found, self.operation):
            blocker = ".".join(filter(None, (self.operation.id, "accepts", place_of(sample))))
            raise Unavailable(f"the form was not accepted ({said(found)})", found,
                              blocked_by=blocker)  # fmt: skip
        return found

    def _begun(self) -> bool:
        """Whether the smallest form was answered with what the operation returns."""
        try:
            return resembles(self.smallest(), self.operation)
        except Unavailable:
            return False

    def _once(self, sample: Sample) -> Exchange:
        mark = json.dumps(sample.form, sort_keys=True)
        return self._sent.setdefault(mark, Once(lambda: self._send(sample)))()

    def _send(self, sample: Sample) -> Exchange:
        """Send a form, which may serve as a twin from then on. Raises Unavailable."""
        lab, operation = self.lab, self.operation
        spends = not operation.reads
        whole = operation.otherwise and sample.form == self._smallest.form
        own = operation.subject if whole else ""  # as it is, whatever it works on otherwise
        ids = lab.subject(operation, sample.subject or own, fresh=spends)
        entry = own_entry(lab, operation) if self._looks(sample) else ""
        exchange = lab.call(operation, lab.provision.fill(sample.form), ids)
        lab.merit.remember(operation, sample.form, exchange)
        look_for(lab, operation, entry, exchange)
        return exchange

    def _looks(self, sample: Sample) -> bool:
        """Whether a form asks for a list as it stands: laws look at what it holds."""
        operation = self.operation
        return operation.reads and operation.kind == "list" and sample.form == self.least


def place_of(sample: Sample) -> str:
    """Return the place of a form's claims: its row, and what tells several of a row apart."""
    return ".".join(filter(None, (sample.row, sample.label)))


def samples(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield what the claims about each form of the plan are about."""
    for sample in coverage(operation, expand=expansions(contracts, operation)):
        line = sample.source
        yield About(
            operation, place_of(sample), sample, line, source=line,
            kind=row_kind(operation, sample.row),
        )  # fmt: skip


ACCEPTED = Family("accepts", operations(), Forms, feeds=True)
