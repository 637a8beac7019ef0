"""`starting_after` gives what follows an object, without it (G-57, G-58)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.pagination._family import PAGED, cursor
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined


@law(
    PAGED,
    clause="G-58",
    where=cursor("starting_after"),
    follows=("pagination.page_size",),
)
@steady(2)
def starting_after(read: Reading) -> Outcome:
    """`starting_after` gives what follows an object, without it."""
    page = read.shelf.page(starting_after=read.ids[0], limit=2)
    found, wanted = ids_of(page), read.ids[1:3]
    return held(found == wanted, joined(wanted), joined(found), page)
