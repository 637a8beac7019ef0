"""Walking backward by the first id visits each object once (G-60, G-61)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.pagination._family import PAGED, alike, compared, cursor, stride, walked
from suites.looking.readings import Reading, steady


@law(
    PAGED,
    clause="G-60",
    where=cursor("ending_before"),
    follows=("pagination.page_size", "pagination.ending_before"),
)
@steady(3)
def backward_walk(read: Reading) -> Outcome:
    """Walking backward by the first id visits each object once."""
    found, pages = walked(read, "ending_before", read.top[-1], stride(read))
    outcome = compared(found, read.top[:-1], pages)
    return outcome if not outcome.holds else alike(read, pages) or outcome
