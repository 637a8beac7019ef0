"""A page says how many objects the whole list has."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import held, law
from suites.laws.paging._family import WALKED, documented
from suites.looking.dig import dig
from suites.looking.readings import Reading, steady
from suites.looking.say import shown


def _told(_operation: Operation, contracts: Contracts) -> bool:
    return bool(contracts.api.list.total)


@law(WALKED, clause="", each=documented, where=_told)
@steady(1, end=True)
def total(read: Reading) -> Outcome:
    """A page says how many objects the whole list has."""
    name = read.lab.contracts.api.list.total
    page = read.shelf.page(limit=1)
    told, wanted = dig(page.json, name), len(read.ids)
    return held(told == wanted, f"{name} {wanted}", f"{name} {shown(told)}", page)
