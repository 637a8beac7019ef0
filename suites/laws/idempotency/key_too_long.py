"""A key that is longer than the API says is refused (G-111)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.idempotency._limits import LIMITED, Limits, each, limited, told


def _told(operation: Operation, contracts: Contracts) -> bool:
    return limited(operation, contracts) and told(operation, contracts)


@law(
    LIMITED,
    clause="G-111",
    level="should",
    each=each,
    where=_told,
    wrong="idempotency keys that are too long",
)
def key_too_long(limits: Limits) -> Outcome:
    """A key that is longer than the API says is refused."""
    return limits.not_taken(limits.key(more=1))
