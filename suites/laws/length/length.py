"""A text of one letter too many is refused (G-45)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-45",
    stands_on=("row.max_length",),
    each=breaking("length"),
    wrong="texts that are too long",
)
def length(batch: Batch, violation: str) -> Outcome:
    """A text that is longer than documented is refused, and the row is named."""
    return batch.answer(violation)
