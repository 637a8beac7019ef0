"""Two rows that exclude each other are refused together (CH-20)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="CH-20",
    stands_on=("row.excludes",),
    each=breaking("exclusive"),
    wrong="parameters that exclude each other",
)
def exclusive(batch: Batch, violation: str) -> Outcome:
    """Two rows that exclude each other are refused when both are sent."""
    return batch.answer(violation)
