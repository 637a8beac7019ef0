"""A walk through a list comes to its end: the last page says that nothing follows, none before."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.paging._family import WALKED, documented, sized, stride, walked
from suites.looking.readings import Reading, steady


@law(WALKED, clause="", each=documented, where=sized, sequence=True)
@steady(3, end=True)
def ends(read: Reading) -> Outcome:
    """The last page says that nothing follows, and no page before it does."""
    found = walked(read, stride(read))
    if not found.whole:
        seen = f"{len(found.pages)} pages, and another one to follow"
        return broken(f"the end after {len(read.ids)} objects", seen, *found.pages[-3:])
    if len(set(found.ids)) < len(set(read.ids)) and len(found.pages) == 1:
        seen = f"the end after {len(found.ids)} objects"
        return broken(f"the end after {len(read.ids)} objects", seen, *found.pages)
    return passed(*found.pages[-2:])
