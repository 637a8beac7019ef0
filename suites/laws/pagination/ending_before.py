"""`ending_before` gives what stands right above an object, in list order (G-59)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.pagination._family import PAGED, cursor
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined


@law(PAGED, clause="G-59", where=cursor("ending_before"), follows=("pagination.page_size",))
@steady(2)
def ending_before(read: Reading) -> Outcome:
    """`ending_before` gives what stands right above an object, in list order."""
    index = len(read.ids) - 1
    page = read.shelf.page(ending_before=read.ids[index], limit=2)
    found, wanted = ids_of(page), read.ids[max(0, index - 2) : index]
    return held(found == wanted, joined(wanted), joined(found), page)
