"""Every response carries a request id (G-16), but that a refused key may be told without one.

The official client shows none of a 401, and the official mock gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every


@exchange_law(
    clause="G-16", where=every,
    recorded=False,  # recorders drop headers
)  # fmt: skip
def request_id(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when the header `Request-Id` is missing or is no `req_…`."""
    if exchange.response is None or not (exchange.accepted or exchange.refused):
        return
    value = exchange.response.headers.get("request-id", "")
    if exchange.status == 401 and not value:
        return
    if value.startswith("req_"):
        yield None
    else:
        yield Finding("a header Request-Id: req_…", f"Request-Id {value[:60] or 'missing'}")
