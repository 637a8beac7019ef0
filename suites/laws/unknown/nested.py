"""A parameter that no table has is refused inside an object as well (G-35)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN,
    clause="G-35",
    stands_on=(),
    each=breaking("unknown.nested"),
    wrong="unknown parameters inside objects",
)
def nested(batch: Batch, violation: str) -> Outcome:
    """A parameter that an object of the form does not have is refused, and it is named."""
    return batch.answer(violation)
