"""A request that is sent again with its key has one effect and one answer (G-106).

Every POST takes a key (G-105): one that is refused with a new key and accepted without breaks this
too.
"""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.idempotency._family import REPEATED
from suites.laws.idempotency._keys import KeyRefused
from suites.laws.idempotency._marked import Marked
from suites.laws.idempotency._sent import Sent


@law(REPEATED, clause="G-106")
def replayed(repeated: Sent | Marked) -> Outcome:
    """A request that is sent again with its key has one effect and one answer."""
    try:
        return repeated.replayed()
    except KeyRefused as refused:
        return refused.outcome
