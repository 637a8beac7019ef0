"""An update changes only what was passed: its operation's own words say so."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law
from suites.laws.keeps._family import KEPT, MARK, Keeping, names_of
from suites.subjects import takes


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    if takes(operation, "metadata"):
        yield About(operation, clause=operation.cite(1))


@law(KEPT, clause="G-47", each=_each)
def unsent(keeping: Keeping) -> Outcome:
    """An update changes only what was passed."""
    subject = keeping.subject()
    before = subject.look()
    answer, after = subject.send(MARK), subject.read()
    keeping.told(after)
    return keeping.judge(names_of(subject, MARK), before, answer, after)
