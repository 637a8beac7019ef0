"""Metadata has a limited number of keys (G-100)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._limits import LIMITED, Taker, keys


@law(LIMITED, clause="G-100", wrong="too many keys of metadata")
def limit_keys(taker: Taker) -> Outcome:
    """As many keys as documented are accepted, and one more is not."""
    count = taker.limits.keys
    return taker.limit(keys(count), keys(count + 1), f"{count + 1} keys")
