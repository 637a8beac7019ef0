"""Pages of any size walk to the same list (G-60)."""

from __future__ import annotations

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, law, passed
from suites.laws.law._family import READ, listing
from suites.looking.pages import ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined

_SIZES = {"smoke": (1,), "standard": (1, 3), "thorough": (1, 2, 3, 7)}  # it was read by hundreds
_WINDOW = {"smoke": 3, "standard": 4, "thorough": 9}  # how far each size is walked from the top


@law(
    READ,
    clause="G-60",
    where=listing("starting_after"),
    follows=("pagination.page_size", "pagination.starting_after"),
)
@steady(2)
def page_sizes(read: Reading) -> Outcome:
    """Pages of any size walk to the same list.

    Raises Unavailable when pages are longer than asked for: all of them are the list then.
    """
    profile = read.lab.profile
    wanted = read.ids[: _WINDOW[profile]]
    for size in _SIZES[profile]:
        found, pages = _window(read, size, len(wanted))
        if any(len(ids_of(page)) > size for page in pages):
            reason = f"a page holds more objects than it was asked for (limit={size})"
            raise Unavailable(reason, *pages[:3])
        if found[: len(wanted)] != wanted:
            return broken(joined(wanted), f"{joined(found, 9)} (limit={size})", *pages[:3])
    return passed(*pages)


def _window(read: Reading, size: int, count: int) -> tuple[list[str], list[Exchange]]:
    found: list[str] = []
    pages = []
    for page in read.shelf.walk(size, pages=-(-count // size)):
        pages.append(page)
        found += ids_of(page)
    return found, pages
