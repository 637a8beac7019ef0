"""The order is the same each time, also of objects of one second (G-65)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.law._family import READ, listing
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined


@law(READ, clause="G-65", where=listing())
@steady(2)
def stable(read: Reading) -> Outcome:
    """The order is the same each time, also of objects of one second."""
    page = read.shelf.page(limit=100)
    found, wanted = ids_of(page), read.ids[:100]
    return held(found == wanted, f"the order {joined(wanted, 4)}", joined(found, 4), page)
