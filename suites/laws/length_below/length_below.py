"""Texts that are shorter than documented are refused."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(
    BROKEN, clause="", stands_on=(), each=breaking("length_below"), wrong="texts that are too short"
)
def length_below(batch: Batch, violation: str) -> Outcome:
    """A text that is shorter than documented is refused, and the row is named."""
    return batch.answer(violation)
