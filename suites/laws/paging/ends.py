"""A walk through a list comes to its end: the last page says that nothing follows, none before."""

from __future__ import annotations

from contracts.model import Level
from harness.claim import Outcome
from suites.law import Unavailable, broken, law, passed
from suites.laws.paging._family import WALKED, documented, sized, stride, walked
from suites.looking.readings import Reading, steady

_SAID: dict[str, Level] = {"more": "must", "no_next": "should"}  # what tells that more follows


@law(WALKED, clause="", each=documented, where=sized, sequence=True)
@steady(3)
def ends(read: Reading) -> Outcome:
    """The last page says that nothing follows, and no page before it does.

    That one which says that others follow leads to nothing breaks the promise of a list that says
    so itself; a token or a link for an empty page is only a detour.
    """
    limit = stride(read)
    found, known = walked(read, limit), len(set(read.ids))
    shown = len(set(found.ids))
    if not found.whole and (found.sizes[-1] == 0 or shown < len(found.ids)):
        seen = f"{len(found.pages)} pages with {shown} objects, and another one to follow"
        return broken(f"the end after {known} objects", seen, *found.pages[-3:])
    if not found.whole:
        raise Unavailable("the list is too long to walk to its end", *found.pages[-1:])
    end = read.lab.contracts.of(read.operation).api.list.end
    if len(found.sizes) > 1 and found.sizes[-1] == 0 and end in _SAID:
        expected, seen = f"the end after {known} objects", "another page, without any"
        return broken(expected, seen, *found.pages[-2:], level=_SAID[end])
    full = len(found.pages) == 1 or found.sizes[-1] == limit
    if full and shown < known:
        seen = f"the end after {shown} objects"
        return broken(f"the end after {known} objects", seen, *found.pages[-3:])
    return passed(*found.pages[-2:])
