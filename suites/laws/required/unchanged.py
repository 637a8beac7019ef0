"""Forms that lack a required row change nothing (G-30)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.required._family import LACKING, chosen
from suites.looking.batch import Batch
from suites.looking.unchanged import watched
from suites.looking.violations import whole


@law(LACKING, clause="G-30", stands_on=("kind",), each=whole(chosen, watched))
def unchanged(batch: Batch) -> Outcome:
    """An object reads as it did before the forms that lack something."""
    return batch.unchanged()
