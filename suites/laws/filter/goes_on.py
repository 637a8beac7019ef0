"""A filtered page says that more follow as long as more that fit do (G-60)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, law, passed
from suites.laws.filter._family import FILTERED, Filtering
from suites.laws.pagination._family import told
from suites.looking.filters import Listing, Probe, rows_of
from suites.looking.say import said, shown

_TWO = 2


@law(FILTERED, clause="G-60", where=told, follows=("pagination.more_says", "filter.complete"))
def goes_on(filtering: Filtering) -> Outcome:
    """A page of one object says that more follow where two or more fit, whatever the filter.

    Raises Unavailable when no value of a filter fits two.
    """
    pages: list[Exchange] = []
    for probe in _probes(filtering):
        page, count = _denied(filtering, probe)
        pages.append(page)
        if count:
            name = filtering.lab.contracts.of(filtering.operation).api.list.more
            return broken(f"{name} true, for {count} objects fit {probe}",
                          f"{name} {shown(page.more)}", page, *filtering.evidence)  # fmt: skip
    if not pages:
        raise Unavailable("no value of a filter fits two objects", *filtering.evidence)
    return passed(*pages, *filtering.evidence)


def _probes(filtering: Filtering) -> Iterator[Probe]:
    """Yield a probe of each filter that two objects fit."""
    for row in rows_of(filtering.operation):
        fitting = (p for p in filtering.occurring(row) if _fitting(filtering.found, p) >= _TWO)
        yield from islice(fitting, 1)


def _denied(filtering: Filtering, probe: Probe) -> tuple[Exchange, int]:
    """Return a page of one object, and how many fit where it denies that more follow; else 0.

    Raises Unavailable when the list cannot be filtered.
    """
    page, found = filtering.found.first(probe, limit=1), filtering.found
    for look in range(_TWO):
        if not page.accepted:
            blocker = f"{filtering.operation.id}.accepts"
            raise Unavailable(f"the list is not filtered ({said(page)})", page, blocked_by=blocker)
        if page.more is True:
            break
        if look:
            count = _fitting(found, probe)
            return page, count if count >= _TWO else 0
        found = filtering.again()  # others may have changed objects meanwhile
        page = found.first(probe, limit=1)
    return page, 0


def _fitting(found: Listing, probe: Probe) -> int:
    return found.sides(probe)[0]
