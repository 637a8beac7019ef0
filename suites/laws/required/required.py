"""A form without a required row is refused (G-31 to G-33)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.required._family import LACKING, chosen
from suites.looking.batch import Batch
from suites.looking.violations import breaking


@law(
    LACKING,
    clause="G-32",
    stands_on=("row.needs", "row.required"),
    each=breaking("required", chosen),
    wrong="forms that lack what is required",
)
def required(batch: Batch, violation: str) -> Outcome:
    """Without a required row the request is refused, and the row is named."""
    return batch.answer(violation)
