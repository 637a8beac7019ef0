"""A value that is none of the documented ones is refused (G-39, G-40)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-39",
    stands_on=("row.enum",),
    each=breaking("enum"),
    wrong="values that are not documented",
)
def enum(batch: Batch, violation: str) -> Outcome:
    """A value that is none of the documented ones is refused, and the row is named."""
    return batch.answer(violation)
