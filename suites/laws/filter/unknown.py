"""A filter by an id that nobody has fits nothing: it is refused, or the page is empty (G-69).

Which of the two is not said; how an unknown id is refused is (G-49). It also shows a filter at work
whose objects no call can make.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies.values import of_nothing
from suites.law import About, broken, held, law, passed
from suites.laws.filter._family import FILTERED, Filtering
from suites.looking.filters import equal, rows_of
from suites.looking.pages import BadPage
from suites.looking.refusals import at_most, refused
from suites.looking.say import said

SITUATION = "unknown_reference"


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    for row in rows_of(operation):
        if of_nothing(operation, row) is not None:
            yield About(operation, row.path, row, row.clause, source=row.cited)


@law(FILTERED, clause="G-69", each=_each, wrong="filters by unknown ids")
def unknown(filtering: Filtering, row: Parameter) -> Outcome:
    """A filter by an id that nobody has is refused, or fits nothing."""
    nothing = of_nothing(filtering.operation, row)
    probe = equal(row, filtering.lab.provision.fill(nothing))
    page = filtering.found.first(probe)
    if page.refused:
        return _refused(filtering, row, page)
    if page.accepted and page.entries:  # the fewer objects a finding needs, the easier it is shown
        return broken(f"a refusal, or no object ({probe})",
                      f"{len(page.entries)} objects, {said(page)}", page)  # fmt: skip
    try:
        items, _, page = filtering.found.asked(probe)
    except BadPage as bad:
        return broken(bad.expected, f"{bad.observed} ({probe})", bad.exchange)
    return held(not items, f"a refusal, or no object ({probe})",
                f"{len(items)} objects, {said(page)}", page, *filtering.evidence)  # fmt: skip


def _refused(filtering: Filtering, row: Parameter, page: Exchange) -> Outcome:
    situation = filtering.lab.contracts.situation(SITUATION, filtering.operation)
    if situation is None:
        return passed(page, *filtering.evidence)
    evidence = (*filtering.evidence, page)
    return refused(at_most(situation, "should"), (row.path,), *evidence)
