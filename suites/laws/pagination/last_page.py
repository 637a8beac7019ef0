"""A full last page says that there is no more (G-62)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.pagination._family import PAGED, cursor
from suites.looking.pages import ends, ids_of, told_page
from suites.looking.readings import Reading, steady


@law(
    PAGED,
    clause="G-62",
    where=cursor("starting_after"),
    follows=("pagination.page_size", "pagination.more_says"),
)
@steady(2, end=True)
def last_page(read: Reading) -> Outcome:
    """A full last page says that there is no more."""
    page = read.shelf.page(starting_after=read.ids[-2], limit=1)
    good = ids_of(page) == read.ids[-1:] and ends(page, read.lab.contracts.api)
    return held(good, f"{read.ids[-1]}, has_more false", told_page(page), page)
