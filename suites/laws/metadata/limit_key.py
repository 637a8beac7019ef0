"""A key of metadata has a limited length (G-100)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._limits import LIMITED, Taker


@law(LIMITED, clause="G-100", wrong="keys of metadata that are too long")
def limit_key(taker: Taker) -> Outcome:
    """A key of the documented length is accepted, and a longer one is not."""
    length = taker.limits.key_length
    fits, too_much = {"k" * length: "1"}, {"k" * (length + 1): "1"}
    return taker.limit(fits, too_much, f"a key of {length + 1} characters")
