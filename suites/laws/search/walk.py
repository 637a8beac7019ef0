"""The token of the next page leads through everything once (G-76).

Each page is as long as was asked (G-75), and says that more follow while it has a token (G-79).
What is found shows the same on each page (G-116).
"""

from __future__ import annotations

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import broken, law, passed
from suites.laws.search._family import SEARCHED, findable
from suites.looking.pages import ids_of
from suites.looking.say import joined, shown
from suites.looking.searching import Tagged
from suites.looking.twofold import shown_twice


@law(SEARCHED, clause="G-76", where=findable)
def walk(found: Tagged) -> Outcome:
    """The token of the next page leads through everything once."""
    shape = found.shape
    pages = [found.search(found.query, limit=1)]
    while isinstance(pages[-1].item.get(shape.next), str) and len(pages) < len(found.ids) + 2:
        token = pages[-1].item[shape.next]
        pages.append(found.search(found.query, limit=1, **{shape.page: token}))
    ids = [name for page in pages for name in ids_of(page)]
    wanted = sorted(found.ids)
    if sorted(ids) != wanted:
        return broken(f"{joined(wanted)}, each once", joined(ids), *pages[:3])
    alike = shown_twice([found.page], pages, found.again)
    return _each(pages, shape.next) or alike or passed(*pages[:3])


def _each(pages: list[Exchange], token: str) -> Outcome | None:
    """Return what is wrong with a page of a walk of one object a page, None for nothing."""
    for place, page in enumerate(pages, start=1):
        if len(ids_of(page)) > 1:
            seen = f"{len(ids_of(page))} objects on page {place}"
            return broken("1 object (limit=1)", seen, page, clause="G-75")
        follows = isinstance(page.item.get(token), str)
        if page.more not in (None, follows):
            wanted = f"has_more {shown(follows)} on page {place}"
            return broken(wanted, f"has_more {shown(page.more)}", page, clause="G-79")
    return None
