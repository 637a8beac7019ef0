"""No request, however odd, is answered with a server error (G-02: there are two outcomes)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every


@exchange_law(
    clause="G-02", stands_on=(), where=every,
    recorded=False,  # some are recorded on purpose
)  # fmt: skip
def server_error(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for a 5xx."""
    if exchange.status >= 500:
        yield Finding("a success or a refusal", f"status {exchange.status}")
    elif exchange.accepted:
        yield None
