"""A request that is sent again with its key has one effect and one answer (G-106)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.idempotency._family import REPEATED
from suites.laws.idempotency._marked import Marked
from suites.laws.idempotency._sent import Sent


@law(REPEATED, clause="G-106")
def replayed(repeated: Sent | Marked) -> Outcome:
    """A request that is sent again with its key has one effect and one answer."""
    return repeated.replayed()
