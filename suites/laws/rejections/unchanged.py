"""Forms that break a clause change nothing (G-30)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, chosen
from suites.looking.batch import Batch
from suites.looking.unchanged import watched
from suites.looking.violations import whole


@law(BROKEN, clause="G-30", stands_on=("kind",), each=whole(chosen, watched))
def unchanged(batch: Batch) -> Outcome:
    """An object reads as it did before the broken forms."""
    return batch.unchanged()
