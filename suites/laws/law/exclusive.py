"""The object that a cursor names is never on the page (G-57); it is on the page without one."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, broken, law, passed
from suites.laws.law._family import READ
from suites.looking.pages import CURSORS, ids_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined


def _paged(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "list" and any(name in operation.paging for name in CURSORS)


@law(
    READ,
    clause="G-57",
    where=_paged,
    follows=("pagination.starting_after", "pagination.ending_before"),
)
@steady(2)
def exclusive(read: Reading) -> Outcome:
    """The object that a cursor names is never on the page.

    Raises Unavailable when nothing on it is what the list was read as.
    """
    pages = []
    for name, cursor in zip(CURSORS, (read.ids[0], read.ids[-1]), strict=True):
        if name not in read.operation.paging:
            continue
        page = read.shelf.page(**{name: cursor}, limit=100)
        ids = ids_of(page)
        if not ids or cursor in ids:
            return broken(f"objects other than {cursor}", f"{joined(ids, 4)} ({name})", page)
        if not {*ids} & {*read.ids}:
            raise Unavailable("the list shows other objects each time it is read", page)
        pages.append(page)
    return passed(*pages, *read.pages[:1])
