"""No request, however odd, is answered with a server error (G-02: there are two outcomes)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding

CLAUSE = "G-02"
LEVEL: Level = "must"
RECORDED = False  # some are recorded on purpose (see suites/recorded_answers.py)


def check(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for a 5xx."""
    if exchange.status >= 500:
        yield Finding("a success or a refusal", f"status {exchange.status}")
    elif exchange.accepted:
        yield None
