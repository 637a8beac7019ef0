"""Forms of creations that break a clause change nothing that they name (G-30)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, chosen
from suites.looking.batch import Batch
from suites.looking.mentioned import mentions
from suites.looking.violations import whole


@law(BROKEN, clause="G-30", stands_on=("kind", "row.references"), each=whole(chosen, mentions))
def mentioned(batch: Batch) -> Outcome:
    """An object that forms name reads as it did before the broken ones."""
    return batch.mentioned()
