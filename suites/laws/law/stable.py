"""The order is the same each time, also of objects of one second (G-65)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import held, law
from suites.laws.law._family import READ
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined


def _ordered(operation: Operation, contracts: Contracts) -> bool:
    """Whether an order is promised: else a list may stand in any, time after time."""
    return operation.kind == "list" and (operation.ordered or bool(contracts.api.list.order))


@law(READ, clause="G-65", where=_ordered)
@steady(2)
def stable(read: Reading) -> Outcome:
    """The order is the same each time, also of objects of one second."""
    page = read.shelf.page(limit=100)
    found, wanted = ids_of(page), read.ids[: read.shelf.most(100)]
    return held(found == wanted, f"the order {joined(wanted, 4)}", joined(found, 4), page)
