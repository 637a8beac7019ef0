"""The entries of a list for objects that were made before one that is made now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.exchange import Exchange
from suites.looking.pages import BadPage, Shelf, data_of

PAGES = 40  # of 100 objects at most: a run makes thousands, until the earliest wanted is found


class Listing:
    """What of some objects stands on the pages around the `newest`; `bad` ended the look."""

    def __init__(self, shelf: Shelf, newest: str, wanted: set[str]) -> None:
        self.operation = shelf.operation
        self.bad: BadPage | None = None
        self.entries: dict[str, tuple[dict[str, Any], Exchange]] = {}
        try:
            for page in pages_around(shelf, newest):
                self._take(page, wanted)
                if wanted <= self.entries.keys():
                    break
        except BadPage as bad:
            self.bad = bad

    def _take(self, page: Exchange, wanted: set[str]) -> None:
        for entry in data_of(page):
            if entry["id"] in wanted:
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
