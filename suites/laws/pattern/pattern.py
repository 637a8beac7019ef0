"""Texts that have not the documented form are refused."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="",
    stands_on=("row.pattern",),
    each=breaking("pattern"),
    wrong="texts of another form",
)
def pattern(batch: Batch, violation: str) -> Outcome:
    """A text that does not fit its pattern is refused, and the row is named."""
    return batch.answer(violation)
