"""After a move the entry of a list is the object as it is retrieved (G-116)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.copies._family import beside
from suites.laws.transition._family import CELLS, Cell, Stage, movable
from suites.looking.dig import id_of, named
from suites.looking.likeness import differing
from suites.looking.pages import BadPage, Shelf, data_of, ids_of
from suites.looking.say import said
from suites.subjects import lister_of

LOOKS = 2  # what others change meanwhile, or what goes on by itself, has to differ twice
_NEAR = 10  # objects from the start of a list: what was made for the move is among them


def _each(cell: Cell, contracts: Contracts) -> Iterator[About]:
    listing = lister_of(contracts, cell.operation)
    if cell.operation.kind != "create" and listing is not None and _first(cell, contracts):
        yield from movable(cell, contracts)


def _first(cell: Cell, contracts: Contracts) -> bool:
    """Whether no earlier cell shows the same action leading to the same state, or the update."""
    life, operation = cell.life, contracts.operation
    alike = [t for t in life.transitions if t.to and operation(t.operation) == cell.operation]
    leading = [t for t in alike if not set(t.to) <= {t.state, "="}] or alike[:1]
    if cell.operation.kind == "update":
        leading = leading[:1]
    return cell.transition in {t.to[-1]: t for t in reversed(leading)}.values()


@law(CELLS, clause="G-116", stands_on=("list", "kind", "echo"), each=_each, parts=True)
def entry(stage: Stage) -> Outcome:
    """After a move the entry of a list is the object as it is retrieved.

    Raises Unavailable when it does not stand in the list near its start nor in its place.
    """
    move = stage.accepted()
    listing = lister_of(stage.lab.contracts, stage.cell.operation)
    if listing is None:
        raise Unavailable("nothing lists the object", move.after)
    shelf = Shelf(stage.lab, listing, _owned(listing, move.after), {})
    after: Exchange | None = move.after
    for _ in range(LOOKS):
        found, page = _entry(shelf, named(move.after.item))
        if after is None or not after.accepted:
            raise Unavailable("the object cannot be read again", page)
        names = differing(found, after.item)
        if not names:
            stage.earned(move, page, after)
            return passed(page, after, move.answer)
        seen = beside(names, found, after.item)
        evidence = page, after, move.answer
        after = stage.look()
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
