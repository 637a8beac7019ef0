"""A filter returns every object that fits (G-69)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from suites.law import About, Unavailable, law
from suites.laws.filter._family import FILTERED, Filtering, outcome, seen
from suites.subjects import kind_of_row


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield the filters whose values a plain account has."""
    for row in seen(operation, contracts):
        if row.plain:
            yield About(operation, row.path, row, source=row.cited, kind=kind_of_row(row))


@law(FILTERED, clause="G-69", each=_each)
def complete(filtering: Filtering, row: Parameter) -> Outcome:
    """A filter returns every object that fits.

    Raises Unavailable when it lets through what does not fit: it returns all then.
    """
    looks = filtering.looks(row)
    worst = max((second for _, second in looks), key=lambda finding: bool(finding[1]))
    if not worst[1] and any(first[1] for first, _ in looks):
        blocked = f"{filtering.operation.id}.filter.matches.{row.path}"
        reason = "the filter lets through what does not fit"
        raise Unavailable(reason, *worst[2], blocked_by=blocked)
    return outcome(worst)
