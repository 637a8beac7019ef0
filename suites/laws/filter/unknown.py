"""A filter by an id that nobody has fits nothing: it is refused, or the page is empty (G-69).

Which of the two is not said. It also shows a filter at work whose objects no call can make.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from suites.law import About, broken, held, law, passed
from suites.laws.filter._family import FILTERED, Filtering
from suites.looking.filters import equal, rows_of
from suites.looking.pages import BadPage
from suites.looking.say import said

NOBODY = "assay_unknown_id"


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    for row in rows_of(operation):
        if row.references and row.type == "string" and not row.required:
            yield About(operation, row.path, row, row.clause, source=f"L{row.source}")


@law(FILTERED, clause="G-69", each=_each)
def unknown(filtering: Filtering, row: Parameter) -> Outcome:
    """A filter by an id that nobody has is refused, or fits nothing."""
    probe = equal(row, NOBODY)
    page = filtering.found.first(probe)
    if page.refused:
        return passed(page, *filtering.evidence)
    try:
        items, _, page = filtering.found.asked(probe)
    except BadPage as bad:
        return broken(bad.expected, f"{bad.observed} ({probe})", bad.exchange)
    return held(not items, f"a refusal, or no object ({probe})",
                f"{len(items)} objects, {said(page)}", page, *filtering.evidence)  # fmt: skip
