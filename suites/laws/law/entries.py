"""The entries of a list are the objects as they are retrieved (G-116).

Objects of each state that calls can make stand in it, where cursors lead to their place (G-73).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, law, passed
from suites.laws.law._family import READ, earned
from suites.looking.filters import one_of_each
from suites.looking.likeness import differing
from suites.looking.pages import CURSORS, Shelf, data_of, ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import said
from suites.looking.variety import AS_READ, as_many, various
from suites.subjects import itself, reader_of

LOOKS = 3  # at an entry that others may be changing
Entry = tuple[dict[str, Any], Exchange]  # and the page that it stands on


def _retrieved(operation: Operation, contracts: Contracts) -> bool:
    """Whether the entries of a list can be retrieved one by one."""
    return operation.kind == "list" and reader_of(contracts, operation) is not None


@law(READ, clause="G-116", where=_retrieved)
def entries(read: Reading) -> Outcome:
    """The entries of a list are the objects as they are retrieved.

    Raises Unavailable when none could be held against its object, or when none ever changes.
    """
    return earned(_entries(read), read.lab, read.operation)


@steady(1)
def _entries(read: Reading) -> Outcome:
    alike: Outcome | None = None
    shown: tuple[Exchange, ...] = ()
    pages: list[Exchange] = []
    for entry, page in _chosen(read, pages):
        shown, found = (page,), _as_read(read, entry, page)
        if found is not None and not found.holds:
            return found
        alike = alike or found
    missing: list[str] = []
    for name, page in _of_states(read, pages):
        entry = next((entry for entry in data_of(page) if entry["id"] == name), {})
        if not entry:
            missing.append(name)
            continue
        shown, found = (page,), _as_read(read, entry, page)
        if found is not None and not found.holds:
            return found
        alike = alike or found
    for name in missing if alike is not None else ():
        hidden = _hidden(read, name)
        if hidden is not None:
            return hidden
    if alike is None:
        raise Unavailable("no entry stays in the list long enough to be retrieved", *shown)
    return alike


def _chosen(read: Reading, pages: list[Exchange]) -> Iterator[Entry]:
    """Yield entries that show different things, of the list and of the newest of all.

    `pages` gets the pages on which they stand.
    """
    page = read.shelf.page(limit=100)
    pages.append(page)
    fields = read.lab.contracts.resource(read.operation.returns).fields
    count = AS_READ[read.lab.profile]
    choose = as_many if read.crowded else various
    right = partial(read.lab.right, operation=read.operation)
    own = [(entry, page) for entry in choose(right(data_of(page)), fields, count)]
    pages += _newest_of_all(read)
    newest = {e["id"]: (e, at) for at in pages[1:] for e in right(data_of(at))}
    new = [newest[e["id"]] for e in various([e for e, _ in newest.values()], fields, count)]
    yield from own
    yield from new


def _newest_of_all(read: Reading) -> Iterator[Exchange]:
    """Yield the first pages without the filter that makes the list this run's own."""
    shelf = read.shelf
    if shelf.filter and not any(row.required for row in shelf.operation.sent):
        yield from Shelf(shelf.lab, shelf.operation, {}, shelf.ids).walk(limit=100)


def _of_states(read: Reading, pages: list[Exchange]) -> Iterator[tuple[str, Exchange]]:
    """Yield objects of each state that calls can make, and the page on which each should stand.

    That is one of `pages`, or else the one above what is below it.
    """
    whole = _whole(read)
    if whole is None:
        return
    for name in one_of_each(read.lab, read.operation):
        known = next((page for page in pages if name in ids_of(page)), None)
        page = known or _place(whole, name, 1)
        if page is not None:
            yield name, page


def _whole(read: Reading) -> Shelf | None:
    """Return the list of all, None where no cursors lead to an object's place."""
    lab, listing = read.lab, read.operation
    if not set(CURSORS) <= set(listing.paging):
        return None
    return Shelf(lab, listing, lab.provision.fill(listing.base), read.shelf.ids)


def _place(whole: Shelf, name: str, limit: int) -> Exchange | None:
    """Return the page above what stands below an object, where something does."""
    below = whole.page(starting_after=name, limit=1)
    under = next(iter(ids_of(below)), "") if below.accepted else ""
    return whole.page(ending_before=under, limit=limit) if under else None


def _hidden(read: Reading, name: str) -> Outcome | None:
    """Return a breach where an object that can be retrieved is not in its place, else None.

    Others may make objects meanwhile: it has to be missing from a long page as well.
    """
    whole = _whole(read)
    page = _place(whole, name, 100) if whole else None
    again = read.lab.read(read.operation, itself(name))
    if page is None or again is None or not again.accepted or name in ids_of(page):
        return None
    wanted = f"{name} in the list, in whichever state it is"
    return broken(wanted, "missing where it should stand", page, again,
                  clause="G-73", level="should")  # fmt: skip


def _as_read(read: Reading, entry: dict[str, Any], page: Exchange) -> Outcome | None:
    """Return whether an entry is the object as it is retrieved; None when it is gone by then.

    It is not only when it differs twice over: others may change it meanwhile, and it may go on by
    itself.
    """
    lab, listing, before = read.lab, read.operation, None
    query = dict(parse_qsl(page.request.asked))
    for _ in range(LOOKS):
        again = lab.read(listing, itself(entry["id"]))
        if again is None:
            return None
        if not differing(entry, again.item):
            return passed(again, page)
        if before is not None and again.item == before.item:
            names = ", ".join(differing(entry, again.item)[:6])
            seen = f"other values of: {names}" if again.accepted else said(again)
            return broken(f"{entry['id']} as it is listed", seen, again, page)
        before, page = again, lab.call(listing, query, read.shelf.ids)
        found = (item for item in data_of(page) if item["id"] == entry["id"])
        entry = next(found, {})
        if not entry:
            return None
    return None
