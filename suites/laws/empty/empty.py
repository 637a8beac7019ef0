"""The empty text is refused where it does not clear anything (G-41)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, breaking
from suites.looking.batch import Batch


@law(BROKEN, clause="G-41", stands_on=(), each=breaking("empty"), wrong="empty texts")
def empty(batch: Batch, violation: str) -> Outcome:
    """The empty text is refused where it clears nothing, and the row is named."""
    return batch.answer(violation)
