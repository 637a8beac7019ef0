"""The entry of a list for an object that something was done to just now."""

from __future__ import annotations

from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable, broken, passed
from suites.laws.copies._family import beside
from suites.looking.dig import id_of, named
from suites.looking.likeness import differing
from suites.looking.pages import BadPage, Shelf, data_of, ids_of
from suites.looking.say import said
from suites.subjects import itself, lister_of

LOOKS = 2  # what others change meanwhile, or what goes on by itself, has to differ twice
_NEAR = 10  # objects from the start of a list: what was made just now is among them


def as_listed(lab: Lab, operation: Operation, after: Exchange, *done: Exchange) -> Outcome:
    """Judge that the entry of an object is what it reads as `after` something was done to it.

    Raises Unavailable when it does not stand in the list near its start nor in its place.
    """
    listing = lister_of(lab.contracts, operation)
    if listing is None:
        raise Unavailable("nothing lists the object", after)
    shelf, name = Shelf(lab, listing, _owned(listing, after), {}), named(after.item)
    now: Exchange | None = after
    for _ in range(LOOKS):
        found, page = _entry(shelf, name)
        if now is None or not now.accepted:
            raise Unavailable("the object cannot be read again", page)
        names = differing(found, now.item)
        if not names:
            return passed(page, now, *done)
        seen = beside(names, found, now.item)
        evidence = page, now, *done
        now = lab.read(operation, itself(name))
    return broken("the entry of a list as it is retrieved", seen, *evidence)


def _owned(listing: Operation, shown: Exchange) -> dict[str, Any]:
    """Return the rows that a list needs, as the object tells them. Raises Unavailable."""
    names = [row.name for row in listing.sent if row.required]
    found = {name: id_of(shown.item.get(name)) for name in names}
    if not all(isinstance(value, str) for value in found.values()):
        raise Unavailable("the object does not say which list it stands in", shown)
    return found


def _entry(shelf: Shelf, name: str) -> tuple[dict[str, Any], Exchange]:
    """Return the entry of an object, and its page. Raises Unavailable."""
    try:
        page = shelf.page(limit=_NEAR)
        if name not in ids_of(page) and page.more is True:
            page = _place(shelf, name) or page
        found = next((item for item in data_of(page) if item["id"] == name), None)
    except BadPage as bad:
        reason = f"the list cannot be read ({said(bad.exchange)})"
        blocker = f"{shelf.operation.id}.accepts"
        raise Unavailable(reason, bad.exchange, blocked_by=blocker) from None
    if found is None:
        raise Unavailable(f"{name} is not where the list was read", page)
    return found, page


def _place(shelf: Shelf, name: str) -> Exchange | None:
    """Return the page above what stands below an object, None where no cursors lead there."""
    if not {"starting_after", "ending_before"} <= shelf.operation.paging.keys():
        return None
    below = shelf.page(starting_after=name, limit=1)
    under = next(iter(ids_of(below)), "") if below.accepted else ""
    return shelf.page(ending_before=under, limit=1) if under else None
