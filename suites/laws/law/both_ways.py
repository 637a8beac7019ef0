"""What is between two objects is the same page from both ends (G-58, G-59, G-60)."""

from __future__ import annotations

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, law, passed
from suites.laws.law._family import READ, listing
from suites.looking.likeness import differing
from suites.looking.pages import data_of, ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined


@law(
    READ,
    clause="G-60",
    where=listing("ending_before"),
    follows=("pagination.page_size", "pagination.starting_after", "pagination.ending_before"),
)
@steady(3)
def both_ways(read: Reading) -> Outcome:
    """What is between two objects is the same page from both ends.

    Raises Unavailable when neither page is what stands there.
    """
    between = read.top[1:-1][:3]
    after = read.shelf.page(starting_after=read.ids[0], limit=len(between))
    before = read.shelf.page(ending_before=read.ids[len(between) + 1], limit=len(between))
    down, up = ids_of(after), ids_of(before)
    if down != up:
        expected = f"{joined(down)} from below as from above"
        return broken(expected, f"{joined(up)} from below", before, after)
    if not set(down) & set(between) or read.ids[0] in down:
        raise Unavailable(f"the page after {read.ids[0]} is not what stands there", after)
    return _entries_alike(read, [before, after])


def _entries_alike(read: Reading, pages: list[Exchange]) -> Outcome:
    """Judge that pages show of an object what the first page shows (G-60)."""
    for attempt in (1, 2):  # what others changed meanwhile shows itself alike the second time
        first = read.shelf.page(limit=100)
        known = {item["id"]: item for item in data_of(first)}
        wrong = [(page, item["id"], names) for page in pages for item in data_of(page)
                 if (names := differing(item, known.get(item["id"], item)))]  # fmt: skip
        if not wrong or attempt > 1:
            break
        pages = [read.shelf.again(page) for page in pages]
    if not wrong:
        return passed(*pages)
    page, name, names = wrong[0]
    seen = f"other values of: {', '.join(names[:6])}"
    return broken(f"{name} as the first page has it", seen, page, first)
