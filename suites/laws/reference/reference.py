"""An id of nothing is refused where an object is named (G-49)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-49",
    stands_on=("row.references",),
    each=breaking("reference"),
    wrong="ids of nothing",
)
def reference(batch: Batch, violation: str) -> Outcome:
    """An id of nothing is refused, and the row is named."""
    return batch.answer(violation)
