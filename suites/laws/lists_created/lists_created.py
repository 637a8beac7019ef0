"""What was just created is listed (G-73)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.readable._family import MADE, Made
from suites.looking.pages import Shelf, data_of, ids_of
from suites.merit import SAME_BORN
from suites.subjects import lister_of


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    first = contracts.resource(operation.resource).of_kind("create")
    listing = lister_of(contracts, operation)
    if listing is not None and operation is first:  # others make what stands elsewhere
        yield About(listing, given=listing)


@law(MADE, clause="G-73", stands_on=("list",), each=_each)
def lists_created(made: Made, listing: Operation) -> Outcome:
    """What was just created is among the newest of the list.

    Raises Unavailable for a long list in another order: it shows too little.
    """
    wanted = made.exchange.item.get("id")
    seen: list[dict[str, Any]] = []
    for page in Shelf(made.lab, listing, {}, {}).walk(limit=100):
        seen += data_of(page)
        if wanted in ids_of(page):
            if made.lab.merit.same_born(made.operation):
                raise Unavailable(SAME_BORN, page, made.exchange)
            return passed(page, made.exchange)
    if page.more is True and not _newest_first(seen):
        reason = f"the list is not newest first, and {len(seen)} objects are not all of it"
        raise Unavailable(reason, page, made.exchange)
    return _missing(wanted, seen, page, made.exchange)


def _newest_first(seen: list[dict[str, Any]]) -> bool:
    times = [item["created"] for item in seen if isinstance(item.get("created"), int)]
    return times == sorted(times, reverse=True)


def _missing(wanted: Any, seen: list[dict[str, Any]], *evidence: Exchange) -> Outcome:
    others = f"{len(seen)} other objects" if seen else "an empty list"
    return broken(f"{wanted} among the newest", others, *evidence)
