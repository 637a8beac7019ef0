"""A text is refused for a number, a flag, an object and an array, an object for a scalar.

G-37, G-43, G-44.
"""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-44",
    stands_on=("row.format", "row.items", "row.type", "row.values"),
    each=breaking("type"),
    wrong="values of another type",
)
def type_(batch: Batch, violation: str) -> Outcome:
    """A value of another type than the row's is refused, and the row is named."""
    return batch.answer(violation)
