"""A value of metadata has a limited length (G-100)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._limits import LIMITED, Taker


@law(LIMITED, clause="G-100", wrong="values of metadata that are too long")
def limit_value(taker: Taker) -> Outcome:
    """A value of the documented length is accepted, and a longer one is not."""
    length = taker.limits.value_length
    fits, too_much = {"assay": "v" * length}, {"assay": "v" * (length + 1)}
    return taker.limit(fits, too_much, f"a value of {length + 1} characters")
