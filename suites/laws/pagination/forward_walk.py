"""Walking forward by the last id visits each object once, the same on each page (G-60, G-116)."""

from __future__ import annotations

from functools import wraps

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import broken, law
from suites.laws.pagination._family import PAGED, alike, compared, cursor, stride, walked
from suites.looking.readings import Check, Reading, steady


def _also_unread(check: Check) -> Check:
    """Judge a list that could not be read to its end as well: its own object is a good cursor."""

    @wraps(check)
    def judge(read: Reading) -> Outcome:
        bad = read.trouble
        if bad is not None and _behind(bad.exchange, read):
            return broken(bad.expected, bad.observed, bad.exchange)
        return check(read)

    return judge


def _behind(exchange: Exchange, read: Reading) -> bool:
    """Whether a page was asked for by a cursor."""
    return f"{read.operation.paging['starting_after']}=" in exchange.request.asked


@law(
    PAGED,
    clause="G-60",
    where=cursor("starting_after"),
    follows=("pagination.page_size", "pagination.starting_after"),
)
@_also_unread
@steady(3)
def forward_walk(read: Reading) -> Outcome:
    """Walking forward by the last id visits each object once."""
    found, pages = walked(read, "starting_after", "", stride(read))
    whole = read.whole and not read.crowded
    outcome = compared(found if whole else found[: len(read.top)], read.top, pages)
    return outcome if not outcome.holds else alike(read, pages) or outcome
