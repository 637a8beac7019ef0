"""Without a limit a page has its usual number of objects and says what follows (G-54, G-60)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, broken, held, law
from suites.laws.pagination._family import PAGED
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady


def _told(operation: Operation, contracts: Contracts) -> bool:
    return contracts.api.list.default > 0 and bool(operation.paging)  # else it is all one page


@law(PAGED, clause="G-54", where=_told)
@steady(1)
def page_default(read: Reading) -> Outcome:
    """Without a limit a page has as many objects as the API says. Raises Unavailable."""
    default = read.lab.contracts.api.list.default
    if len(read.ids) <= default:
        reason = f"it takes {default + 1} objects, the list has {len(read.ids)}"
        raise Unavailable(reason)
    page = read.shelf.page()
    found, wanted = ids_of(page), default
    if len(found) == wanted and page.more is False:
        return broken("more behind the page", "the page says that nothing follows", page)
    return held(len(found) == wanted, f"{wanted} objects", f"{len(found)} objects", page)
