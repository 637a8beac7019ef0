"""`has_more` says whether the list goes on (G-52)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.pagination._family import PAGED, told
from suites.looking.readings import Reading, steady
from suites.looking.say import shown


@law(PAGED, clause="G-52", where=told)
@steady(2)
def more_says(read: Reading) -> Outcome:
    """`has_more` says whether the list goes on."""
    page = read.shelf.page(limit=1)
    name, more, wanted = read.lab.contracts.api.list.more, page.more, len(read.ids) > 1
    return held(more is wanted, f"{name} {shown(wanted)}", f"{name} {shown(more)}", page)
