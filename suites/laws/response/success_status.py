"""Success is 200 for create, update and action alike (G-14)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every


@exchange_law(clause="G-14", where=every, recorded=True)
def success_status(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for a 2xx that is not 200, and for a 3xx."""
    if exchange.status == 200:
        yield None
    elif 200 < exchange.status < 400:
        yield Finding("status 200", f"status {exchange.status}")
