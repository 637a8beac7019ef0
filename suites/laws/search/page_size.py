"""A page has as many objects as the limit says, or all there are (G-75)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.search._family import SEARCHED, findable
from suites.looking.pages import ids_of
from suites.looking.searching import Tagged


@law(SEARCHED, clause="G-75", where=findable)
def page_size(found: Tagged) -> Outcome:
    """A page has as many objects as the limit says, or all there are."""
    for limit in (1, 2, 100):
        page = found.search(found.query, limit=limit)
        count, wanted = len(ids_of(page)), min(limit, len(found.ids))
        if count != wanted:
            return broken(f"{wanted} objects (limit={limit})", f"{count} objects", page)
    return passed(page)
