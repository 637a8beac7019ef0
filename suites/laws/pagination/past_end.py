"""Past the end there is an empty page, not an error (G-62)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.pagination._family import PAGED, cursor
from suites.looking.pages import ends, ids_of, told_page
from suites.looking.readings import Reading, steady


@law(PAGED, clause="G-62", where=cursor("starting_after"))
@steady(1, end=True)
def past_end(read: Reading) -> Outcome:
    """Past the end there is an empty page, not an error."""
    page = read.shelf.page(starting_after=read.ids[-1])
    good = not ids_of(page) and ends(page, read.lab.contracts.api)
    return held(good, "no object, has_more false", told_page(page), page)
