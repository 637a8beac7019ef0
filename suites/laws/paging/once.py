"""All pages of a list together show each object once."""

from __future__ import annotations

from typing import Any

from contracts.model import Parameter
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, held, law
from suites.laws.paging._family import WALKED, Walked, documented, sized, stride, walked
from suites.laws.response.filtered import fits
from suites.looking.filters import rows_of, value_of
from suites.looking.pages import data_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined, shown


def astray(read: Reading, found: Walked) -> tuple[Parameter, Any, Exchange] | None:
    """Return a filter that a page behind the first has lost, and what it shows instead."""
    shelf = read.shelf
    rows = [row for row in rows_of(shelf.operation) if row.path in shelf.filter and not row.unseen]
    for page in found.pages[1:]:
        for item in data_of(page):
            for row in rows:
                value = value_of(item, row)
                told = isinstance(value, str | int)
                if told and not fits(row, value, str(shelf.filter[row.path]).lower()):
                    return row, value, page
    return None


@law(WALKED, clause="", each=documented, where=sized, sequence=True)
@steady(3)
def once(read: Reading) -> Outcome:
    """All pages of a list together show each object once, and no page more than was asked for."""
    limit = stride(read)
    found = walked(read, limit)
    if lost := astray(read, found):
        row, value, page = lost
        return broken(f"only objects with {row.path} {read.shelf.filter[row.path]}, on every page",
                      f"one with {shown(value)}", page, *found.pages[:2])  # fmt: skip
    if any(size > limit for size in found.sizes):
        reason = f"a page holds more objects than it was asked for (limit={limit})"
        raise Unavailable(reason, *found.pages[:3])
    twice = sorted({name for name in found.ids if found.ids.count(name) > 1})
    known = set(read.made or read.ids)
    missing = sorted(known - set(found.ids))
    seen = f"{len(found.ids)} objects, missing: {joined(missing, 3)}, repeated: {joined(twice, 3)}"
    wanted = f"{len(known)} objects, each once"
    return held(not twice and not missing, wanted, seen, *found.pages[:4])
