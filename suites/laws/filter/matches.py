"""A filter returns only objects that fit (G-69)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from suites.law import About, law
from suites.laws.filter._family import FILTERED, Filtering, outcome, seen
from suites.subjects import kind_of_row


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    for row in seen(operation, contracts):
        yield About(operation, row.path, row, row.clause, source=row.cited,
                    kind=kind_of_row(row))  # fmt: skip


@law(FILTERED, clause="G-69", each=_each)
def matches(filtering: Filtering, row: Parameter) -> Outcome:
    """A filter returns only objects that fit."""
    firsts = [first for first, _ in filtering.looks(row)]
    return outcome(max(firsts, key=lambda finding: bool(finding[1])))
