"""Forms that break a clause leave no object behind, with their mark or without (G-30)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.rejections._family import BROKEN, chosen
from suites.looking.around import lists
from suites.looking.batch import Batch
from suites.looking.violations import whole


@law(BROKEN, clause="G-30", stands_on=("kind",), each=whole(chosen, lists))
def nothing_left(batch: Batch) -> Outcome:
    """The list shows no more after the broken forms than it did before."""
    return batch.nothing_left()
