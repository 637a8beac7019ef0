"""The number of what was found can be asked for (G-79)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import held, law
from suites.laws.search._family import SEARCHED, findable
from suites.looking.say import said, shown
from suites.looking.searching import Tagged


def _countable(operation: Operation, contracts: Contracts) -> bool:
    return bool(operation.expansion) and findable(operation, contracts)


@law(SEARCHED, clause="G-79", level="should", where=_countable)
def total_count(found: Tagged) -> Outcome:
    """The number of what was found can be asked for."""
    name, wanted = found.shape.total, len(found.ids)
    page = found.search(found.query, limit=1, **{found.operation.expansion: [name]})
    count = page.item.get(name)
    good = isinstance(count, int) and not isinstance(count, bool) and count == wanted
    return held(good, f"{name} {wanted}", f"{said(page)}, {shown(count)}", page)
