"""What a request sent is found again in the answer's fields of the same names (G-117)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding
from suites.echo import compare

CLAUSE = "G-117"
LEVEL: Level = "must"
RECORDED = False  # filters replace what was sent (see suites/recorded_answers.py)


def check(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each field that holds something else than was sent."""
    if operation.kind not in ("create", "update") or not exchange.accepted:
        return
    found = compare(operation, contracts, exchange)
    if found is None:
        return
    for difference in found:
        yield Finding(f"{difference.path} holds {difference.text or difference.sent}",
                      difference.seen, difference.row)  # fmt: skip
    if not found:
        yield None
