"""A number below the documented range is refused (G-38)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-38",
    stands_on=("row.minimum",),
    each=breaking("range_below"),
    wrong="numbers that are too small",
)
def range_below(batch: Batch, violation: str) -> Outcome:
    """A number one below the smallest is refused, and the row is named."""
    return batch.answer(violation)
