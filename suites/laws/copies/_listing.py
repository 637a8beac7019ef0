"""The entries of a list for objects that were made before one that is made now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from harness.exchange import Exchange
from suites.looking.pages import BadPage, Shelf, data_of

PAGES = 40  # of 100 objects at most: a run makes thousands, until the earliest wanted is found
LATER = 5  # of 100 objects at most, behind the first of them where the oldest come first


class Listing:
    """What of some objects, in the order in which they were made, stands on the pages around the
    `newest`; where none does, behind the first of them. `bad` ended a look.
    """

    def __init__(self, shelf: Shelf, newest: str, wanted: Sequence[str]) -> None:
        self.operation = shelf.operation
        self.bad: BadPage | None = None
        self.entries: dict[str, tuple[dict[str, Any], Exchange]] = {}
        self._wanted = frozenset(wanted)
        self._look(pages_around(shelf, newest))
        if wanted and not self.entries:
            self._look(pages_behind(shelf, wanted[0]))

    def _look(self, pages: Iterable[Exchange]) -> None:
        try:
            for page in pages:
                self._take(page)
                if self._wanted <= self.entries.keys():
                    break
        except BadPage as bad:
            self.bad = bad

    def _take(self, page: Exchange) -> None:
        for entry in data_of(page):
            if entry["id"] in self._wanted:
                self.entries.setdefault(entry["id"], (entry, page))


def pages_around(shelf: Shelf, newest: str) -> Iterator[Exchange]:
    """Yield the pages below an object, and the one above: equal seconds have any order (G-65).

    Raises BadPage.
    """
    if "starting_after" not in shelf.operation.paging:
        yield from shelf.walk(limit=100, pages=PAGES)
        return
    below, above = newest, "ending_before" in shelf.operation.paging
    for turn in range(PAGES):
        page = shelf.page(starting_after=below, limit=100)
        yield page
        if above and not turn:
            yield shelf.page(ending_before=newest, limit=100)
        data = data_of(page)
        if not data:
            return
        below = data[-1]["id"]


def pages_behind(shelf: Shelf, first: str) -> Iterator[Exchange]:
    """Yield pages behind an object: where the oldest come first, what was made after it is there.

    Raises BadPage.
    """
    below = first if "starting_after" in shelf.operation.paging else ""
    for _ in range(LATER if below else 0):
        page = shelf.page(starting_after=below, limit=100)
        yield page
        data = data_of(page)
        if not data:
            return
        below = data[-1]["id"]
