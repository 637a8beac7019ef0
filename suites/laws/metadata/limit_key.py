"""A key of metadata has a limited length (G-100)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._limits import LIMITED, Taker, longest


@law(LIMITED, clause="G-100", wrong="keys of metadata that are too long")
def limit_key(taker: Taker) -> Outcome:
    """A key of the documented length is accepted, and a longer one is not."""
    fits, (key, value) = longest(taker.limits), ("k" * (taker.limits.key_length + 1), "1")
    return taker.limit(fits, {key: value}, f"a key of {len(key)} characters")
