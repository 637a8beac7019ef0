"""Without a limit a page has ten objects, or all there are (G-54)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.pagination._family import DEFAULT, PAGED
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady


@law(PAGED, clause="G-54")
@steady(DEFAULT + 1)
def page_default(read: Reading) -> Outcome:
    """Without a limit a page has ten objects."""
    page = read.shelf.page()
    found, wanted = ids_of(page), min(DEFAULT, len(read.ids))
    return held(len(found) == wanted, f"{wanted} objects", f"{len(found)} objects", page)
