"""The token of the next page leads through everything once (G-76)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.search._family import SEARCHED, findable
from suites.looking.pages import ids_of
from suites.looking.say import joined
from suites.looking.searching import Tagged


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
    return held(sorted(ids) == wanted, f"{joined(wanted)}, each once", joined(ids), *pages[:3])
