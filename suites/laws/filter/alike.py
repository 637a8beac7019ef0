"""An object shows the same on a filtered page as in the whole list (G-116)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, law, passed
from suites.laws.filter._family import FILTERED, FULL, Filtering, seen
from suites.looking.twofold import shown_twice


def _filters(operation: Operation, contracts: Contracts) -> bool:
    """Whether a list has a filter by what objects show."""
    return any(seen(operation, contracts))


@law(FILTERED, clause="G-116", where=_filters, follows=("filter.matches", "filter.complete"))
def alike(filtering: Filtering) -> Outcome:
    """An object shows the same on a filtered page. Raises Unavailable when none returned any."""
    shelf = filtering.found.shelf
    pages = [page for page in _pages(filtering) if page.entries]
    if not pages:
        raise Unavailable("no filter returned anything", *filtering.evidence)
    page, short = filtering.found.page, len(filtering.found.items) <= FULL
    whole = page if page is not None and short else shelf.page(limit=FULL)
    return shown_twice((whole,), pages, shelf.again) or passed(*pages[:3], whole)


def _pages(filtering: Filtering) -> Iterator[Exchange]:
    """Yield the first page of what each value of a filter returned, as it was asked for already."""
    for row in seen(filtering.operation, filtering.lab.contracts):
        try:
            looks = filtering.looks(row)
        except Unavailable:
            continue  # the filter parts nothing: its own claims say so
        yield from (evidence[-1] for (_, _, evidence), _ in looks)
