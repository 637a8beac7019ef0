"""With `ending_before`, `has_more` speaks of newer objects (G-61)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.law._family import READ, listing
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined, shown


def _told(operation: Operation, contracts: Contracts) -> bool:
    """Whether a list goes backwards, and a page says by a field whether others follow."""
    return contracts.api.list.end == "more" and listing("ending_before")(operation, contracts)


@law(
    READ,
    clause="G-61",
    level="should",
    where=_told,
    follows=("pagination.page_size", "pagination.ending_before", "pagination.more_says"),
)
@steady(3)
def more_of_direction(read: Reading) -> Outcome:
    """With `ending_before`, `has_more` speaks of newer objects."""
    for index in (1, 2):
        page = read.shelf.page(ending_before=read.ids[index], limit=1)
        ids, wanted = ids_of(page), index > 1
        if ids != [read.ids[index - 1]] or page.more is not wanted:
            expected = f"{read.ids[index - 1]}, has_more {shown(wanted)}"
            return broken(expected, f"{joined(ids)}, has_more {shown(page.more)}", page)
    return passed(page)
