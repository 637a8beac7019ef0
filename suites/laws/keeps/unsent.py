"""An update changes only what was passed: its operation's own words say so.

Where no metadata can hold a mark, the rows of the update are sent together, and then one
by one: what stood before is what the others may lose.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import coverage
from suites.law import About, Unavailable, law
from suites.laws.keeps._family import KEPT, Keeping, names_of
from suites.objects.edited import Edited

FEW = 3  # rows that are sent alone


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if operation.metadata or len(_settable(operation, contracts)) > 1:
        yield About(operation, clause=operation.cite(1))


@law(KEPT, clause="G-47", each=_each)
def unsent(keeping: Keeping) -> Outcome:
    """An update changes only what was passed. Raises Unavailable when none is seen to be kept."""
    subject = keeping.subject()
    if not keeping.marked:
        return _each_alone(keeping, subject)
    before = subject.look()
    answer, after = subject.send(keeping.mark), subject.read()
    keeping.told(after)
    return keeping.judge(names_of(subject, keeping.mark), before, answer, after)


def _settable(operation: Operation, contracts: Contracts) -> dict[str, Any]:
    """Return values of the rows that an update sets, and that the object shows under their name."""
    fields = {field.name: field for field in contracts.resource(operation.returns).fields}
    rows = {row.name: row for row in operation.sent if row.location == "body"}
    found: dict[str, Any] = {}
    for sample in coverage(operation):
        row, field = rows.get(sample.row), fields.get(sample.row)
        bound = row is None or row.excludes or row.needs or row.references or not row.plain
        if not bound and field is not None and not field.moving and not sample.subject:
            found.setdefault(sample.row, sample.form.get(sample.row))
    return {name: value for name, value in found.items() if isinstance(value, str | int)}


def _each_alone(keeping: Keeping, subject: Edited) -> Outcome:
    """Send all rows, then one by one; the worst of it. Raises Unavailable."""
    values = _settable(keeping.operation, keeping.lab.contracts)
    subject.prepare(values)
    before = subject.look()
    kept = {name for name in values if before.item.get(name) is not None}
    if len(kept) < 2:
        raise Unavailable("what an update sent is not seen when the object is read", before)
    for name in list(values)[:FEW]:
        form = {name: values[name]}
        answer, after = subject.send(form), subject.read()
        others = kept - names_of(subject, form)
        found = keeping.judge(set(before.item) - others, before, answer, after)
        if not found.holds:
            break
    return found
