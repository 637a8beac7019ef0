"""A text is refused in an array of numbers (G-37)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-37",
    stands_on=("row.items", "row.type", "row.values"),
    each=breaking("type_element"),
    wrong="elements of another type",
)
def type_element(batch: Batch, violation: str) -> Outcome:
    """An element of another type than the array's is refused, and the row is named."""
    return batch.answer(violation)
