"""What was just created is listed (G-73)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.readable._family import MADE, Made
from suites.looking.pages import BadPage, Shelf, data_of, ids_of
from suites.merit import SAME_BORN
from suites.subjects import lister_of


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    first = contracts.resource(operation.resource).of_kind("create")
    listing = lister_of(contracts, operation)
    if listing is not None and operation is first:  # others make what stands elsewhere
        yield About(listing, given=listing)


@law(MADE, clause="G-73", stands_on=("list",), each=_each, again=True)
def lists_created(made: Made, listing: Operation) -> Outcome:
    """What was just created is among the newest of the list.

    A long list in another order is looked at where the object stands. Raises Unavailable where
    that cannot be done: the list shows too little.
    """
    wanted = str(made.exchange.item.get("id"))
    seen: list[dict[str, Any]] = []
    shelf = Shelf(made.lab, listing, {}, {})
    for page in shelf.walk(limit=100):
        seen += data_of(page)
        if wanted in ids_of(page):
            return _listed(made, page)
    if page.more is True and not _newest_first(seen):
        with contextlib.suppress(BadPage, Unavailable):
            for other in shelf.around(wanted):
                if wanted in ids_of(other):
                    return _listed(made, other)
        reason = f"the list is not newest first, and {len(seen)} objects are not all of it"
        raise Unavailable(reason, page, made.exchange)
    return _missing(wanted, seen, page, made.exchange)


def _listed(made: Made, page: Exchange) -> Outcome:
    """Return that an object is listed. Raises Unavailable where each creation answers with it."""
    if made.lab.merit.same_born(made.operation):
        raise Unavailable(SAME_BORN, page, made.exchange)
    return passed(page, made.exchange)


def _newest_first(seen: list[dict[str, Any]]) -> bool:
    times = [item["created"] for item in seen if isinstance(item.get("created"), int)]
    return times == sorted(times, reverse=True)


def _missing(wanted: Any, seen: list[dict[str, Any]], *evidence: Exchange) -> Outcome:
    others = f"{len(seen)} other objects" if seen else "an empty list"
    return broken(f"{wanted} among the newest", others, *evidence)
