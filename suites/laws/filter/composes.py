"""A filter holds behind a cursor as well, also one that names an object which does not fit (G-70).

A filter that is forgotten where there is a cursor shows itself where misfits would follow as well,
a cursor that is forgotten where there is a filter where objects that fit stand before it too. Where
no place shows the first, a value that no object has finds nothing behind a cursor either.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, law
from suites.laws.filter._family import FILTERED, FULL, Filtering, Finding, outcome
from suites.looking.filters import Listing, Probe, equal, present, rows_of
from suites.looking.pages import CURSORS, BadPage, data_of, ids_of
from suites.looking.say import joined

_APART = 3  # what a place is worth, at least, where an object that does not fit is beyond it
_BOTH = (2, 4)  # what a place is worth where objects that fit stand on both sides of it


def _cursored(operation: Operation, _contracts: Contracts) -> bool:
    """Whether a list with a filter takes cursors: tokens and numbers name no object."""
    return any(rows_of(operation)) and any(name in operation.paging for name in CURSORS)


@law(
    FILTERED,
    clause="G-70",
    level="should",
    where=_cursored,
    follows=(
        "pagination.page_size",
        "pagination.starting_after",
        "pagination.ending_before",
        "filter.matches",
    ),
)
def composes(filtering: Filtering) -> Outcome:
    """A filter holds behind a cursor as well. Raises Unavailable when none parts the objects."""
    found, operation = filtering.found, filtering.operation
    tried = [_cursor(found, *place) for row in rows_of(operation)
             for place in _places(operation, row, found)]  # fmt: skip
    tried += [_none(filtering, row, name) for row in rows_of(operation)
              for name in CURSORS if not _parted(operation, row, found, name)]  # fmt: skip
    seen = [finding for finding in tried if finding is not None]
    if not seen:
        raise Unavailable("no filter parts the objects of the list", *filtering.evidence)
    return outcome(next((wrong for wrong in seen if wrong[1]), seen[0]))


def _places(
    operation: Operation, row: Parameter, found: Listing
) -> Iterator[tuple[Probe, str, int]]:
    """Yield a probe of a filter, a cursor, and the place of an object that the cursor may name.

    That is an object that does not fit; where none does that has fitting ones on both sides, one
    that fits and has, too.
    """
    for name in CURSORS:
        best: tuple[int, Probe, int] | None = None
        inner: tuple[int, Probe, int] | None = None
        for value in present(row, found) if name in operation.paging else ():
            probe = equal(row, value)
            fits = [probe.test(item) for item in found.items[:FULL]]
            for index, fit in enumerate(fits):
                worth = _worth(fits, index, name)
                if fit is False and worth > (best[0] if best else 0):
                    best = worth, probe, index
                if fit is True and worth in _BOTH and inner is None:
                    inner = worth, probe, index
        for place in (best, inner if best is None or best[0] not in _BOTH else None):
            if place is not None:
                yield place[1], name, place[2]


def _worth(fits: list[bool | None], index: int, name: str) -> int:
    """Return what a cursor at a place shows: 0 where nothing that fits is beyond it, more where
    something that does not is, and one of `_BOTH` where something that fits is passed over.
    """
    ends = fits[index + 1 :], fits[:index]
    beyond, passed = ends if name == "starting_after" else ends[::-1]
    return 1 + 2 * (False in beyond) + (True in passed) if True in beyond else 0


def _parted(operation: Operation, row: Parameter, found: Listing, name: str) -> bool:
    """Whether a place of a list shows that a filter is forgotten where there is a cursor."""
    for probe, cursor, index in _places(operation, row, found):
        fits = [probe.test(item) for item in found.items[:FULL]]
        if cursor == name and _worth(fits, index, name) >= _APART:
            return True
    return False


def _none(filtering: Filtering, row: Parameter, name: str) -> Finding | None:
    """Return what stands behind a cursor of a value that no object has, None if that is refused."""
    found, probe = filtering.found, filtering.lone(row)
    items = found.items[:FULL]
    if probe is None or name not in filtering.operation.paging or len(items) < len(CURSORS):
        return None
    start = items[0 if name == "starting_after" else -1]["id"]
    page = found.shelf.page(**probe.query, **{name: start}, limit=FULL)
    if not page.accepted:
        return None
    others = [item["id"] for item in data_of(page)]
    return f"nothing ({probe}, {name})", joined(others, 3) if others else "", [page]


def _cursor(found: Listing, probe: Probe, name: str, index: int) -> Finding | None:
    """Return what stands behind a cursor, or None when others changed what could be seen there."""
    start = found.items[index]["id"]
    page = found.shelf.page(**probe.query, **{name: start}, limit=FULL)
    try:
        finding = behind(found, probe, name, start, page)
        if finding is not None and finding[1]:
            finding = behind(found.and_later(), probe, name, start, page)
    except BadPage as bad:
        return bad.expected, bad.observed, [page]
    return finding


def behind(found: Listing, probe: Probe, name: str, start: str, page: Exchange) -> Finding | None:
    """Hold a page behind a cursor against a listing, if that shows anything. Raises BadPage."""
    ids, after = [item["id"] for item in found.items], name == "starting_after"
    if start not in ids:
        return None
    index = ids.index(start)
    full = found.shelf.most(FULL)
    items = found.items[index + 1 : FULL] if after else found.items[:index]
    wanted = [item["id"] for item in items if probe.test(item)]
    shown = [x for x in ids_of(page) if x in ids]  # others may stand between (T-01)
    if len(data_of(page)) >= full:  # what others made meanwhile takes places on it
        wanted = wanted[: len(shown)] if after else wanted[max(len(wanted) - len(shown), 0) :]
    if not wanted:
        return None
    seen = shown[: len(wanted)] if after else shown[-len(wanted) :]
    others = [item["id"] for item in data_of(page) if probe.test(item) is False]
    wrong = f"others: {joined(others, 3)}" if others else "" if seen == wanted else joined(seen, 4)
    pages = [*([found.page] if found.page is not None else []), page]
    return f"{joined(wanted, 4)} ({probe}, {name})", wrong, pages
