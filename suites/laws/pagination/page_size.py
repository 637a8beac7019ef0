"""A page has as many objects as the limit says, or all there are (G-55)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.pagination._family import PAGED, sized
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady


@law(PAGED, clause="G-55", where=sized)
@steady(2)
def page_size(read: Reading) -> Outcome:
    """A page has as many objects as the limit says, or all there are."""
    most = read.shelf.most(100)
    for limit in dict.fromkeys((1, min(3, most), most)):
        page = read.pages[0] if limit == most else read.shelf.page(limit=limit)  # it was read so
        found, wanted = len(ids_of(page)), min(limit, len(read.ids))
        if found != wanted:
            return broken(f"{wanted} objects (limit={limit})", f"{found} objects", page)
    read.shelf.beyond()
    return passed(page)
