"""An empty key is refused (G-111)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.idempotency._limits import LIMITED, Limits, each, told


@law(LIMITED, clause="G-111", level="should", each=each, where=told, wrong="empty idempotency keys")
def key_empty(limits: Limits) -> Outcome:
    """An empty key is refused."""
    return limits.not_taken("")
