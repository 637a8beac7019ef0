"""A filled list, paged through in every documented way."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, takewhile

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held
from suites.looking.pages import MAX_PAGES, ids_of
from suites.looking.readings import Reading, read
from suites.looking.say import joined
from suites.looking.twofold import shown_twice
from suites.subjects import kind

_FILLED = {"smoke": 3, "standard": 13, "thorough": 23}


def _stand(lab: Lab, operation: Operation) -> Reading:
    return read(lab, operation, _FILLED[lab.profile])


PAGED = Family(
    "pagination", kind("list"), _stand,
    order=("page_size", "more_says", "starting_after", "ending_before", "forward_walk",
           "backward_walk", "last_page", "past_end", "newest_first", "page_default"),
    stands_on=("list", "kind"),
)  # fmt: skip


def cursor(name: str) -> Callable[[Operation, Contracts], bool]:
    """Return the guard of lists that have a cursor."""
    return lambda operation, _contracts: name in operation.paging


def told(operation: Operation, contracts: Contracts) -> bool:
    """Whether a page says by a field whether others follow, and its size can be asked for."""
    return contracts.api.list.end == "more" and sized(operation, contracts)


def sized(operation: Operation, _contracts: Contracts) -> bool:
    """Whether the size of a page can be asked for."""
    return "limit" in operation.paging


def walked(reading: Reading, name: str, start: str, limit: int) -> tuple[list[str], list[Exchange]]:
    """Return what a walk by a cursor finds: to the end, or past its own where others have objects.

    Raises Unavailable when all is on its first page: that is none.
    """
    parts: list[list[str]] = []
    pages: list[Exchange] = []
    known = set(reading.ids)
    for _ in range(MAX_PAGES):
        page = reading.shelf.page(limit=limit, **({name: start} if start else {}))
        pages.append(page)
        ids = ids_of(page)
        parts.append(ids)
        if reading.crowded and sum(x in known for x in chain(*parts)) >= len(reading.top):
            break
        if page.more is not True or not ids:
            break
        start = ids[0] if name == "ending_before" else ids[-1]
    found = list(chain(*(parts[::-1] if name == "ending_before" else parts)))
    if len(pages) == 1 and len(found) > limit:
        raise Unavailable(f"a page holds more objects than it was asked for (limit={limit})")
    return found[_newer(reading, found) :], pages


def _newer(reading: Reading, found: list[str]) -> int:
    """Return how many of the first objects that a walk found others have made meanwhile.

    They stand above the list as it was read, and there the list shows them now, in that order.
    """
    known = set(reading.ids)
    newer = list(takewhile(lambda name: name not in known, found))
    if not newer or len(newer) == len(found):
        return 0
    now = ids_of(reading.shelf.page(limit=100))
    above = list(takewhile(lambda name: name not in known, now))
    return len(newer) if [name for name in above if name in newer] == newer else 0


def compared(found: list[str], wanted: list[str], pages: list[Exchange]) -> Outcome:
    """Judge that a walk finds each object once, in the order of the list."""
    missing = [x for x in wanted if x not in found]
    twice = sorted({x for x in found if found.count(x) > 1})
    seen = f"{len(found)} objects, missing: {joined(missing, 3)}, repeated: {joined(twice, 3)}"
    if not missing and not twice and found != wanted:
        seen = f"the same objects in another order: {joined(found, 4)}"
    good = found == wanted and not twice
    return held(good, f"{len(wanted)} objects, each once, in order", seen, *pages[:3])


def alike(reading: Reading, pages: list[Exchange]) -> Outcome | None:
    """Return what an object shows otherwise on a page of a walk than where it was first read."""
    return shown_twice(reading.pages, pages, reading.shelf.again)


def stride(reading: Reading) -> int:
    """Return the limit with which a walk through a list takes neither one page nor too many."""
    return max(2, -(-len(reading.top) // (MAX_PAGES - 2)))
