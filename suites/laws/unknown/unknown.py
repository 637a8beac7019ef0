"""A parameter that no table has is refused (G-34)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(BROKEN, clause="G-34", stands_on=(), each=breaking("unknown"), wrong="unknown parameters")
def unknown(batch: Batch, violation: str) -> Outcome:
    """A parameter that no table has is refused, and it is named."""
    return batch.answer(violation)
