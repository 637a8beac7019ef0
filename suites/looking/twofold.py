"""An object shows the same on whichever page of a list, or of a search, it stands (G-116)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import broken
from suites.looking.likeness import differing
from suites.looking.pages import data_of

Again = Callable[[Exchange], Exchange]  # asks for a page once more
Pair = tuple[dict[str, Any], dict[str, Any]]  # an object on one page and on another


def shown_twice(
    first: Iterable[Exchange], pages: Iterable[Exchange], again: Again
) -> Outcome | None:
    """Return a breach where an object shows other values on a page than on a first one, else None.

    Others may change it in between: what differs is asked for once more, and both have to stand as
    they stood. Raises BadPage.
    """
    known = {item["id"]: (item, page) for page in first for item in data_of(page)}
    for page in pages:
        for item in data_of(page):
            before, at = known.get(item["id"], (item, page))
            names = differing(item, before)
            if names and _stays((before, item), again(at), again(page)):
                seen = f"other values of: {', '.join(names[:6])}"
                return broken(f"{item['id']} as on another page", seen, page, at, clause="G-116")
    return None


def _stays(pair: Pair, *pages: Exchange) -> bool:
    """Whether an object still shows on each of two pages what it showed there."""
    return all(item in data_of(page) for item, page in zip(pair, pages, strict=True))
