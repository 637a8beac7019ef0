"""A number above the documented range is refused (G-38)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-38",
    stands_on=("row.maximum",),
    each=breaking("range_above"),
    wrong="numbers that are too large",
)
def range_above(batch: Batch, violation: str) -> Outcome:
    """A number one above the largest is refused, and the row is named."""
    return batch.answer(violation)
