"""Every response carries a request id (G-16), but that a refused key may be told without one.

The official client shows none of a 401, and the official mock gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law


def _identified(_operation: Operation, contracts: Contracts) -> bool:
    """Whether the API gives each request an id."""
    return bool(contracts.api.headers.request_id)


@exchange_law(
    clause="G-16", stands_on=(), where=_identified,
    recorded=False,  # recorders drop headers
)  # fmt: skip
def request_id(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when the header with the id is missing or holds no id of a request."""
    if exchange.response is None or not (exchange.accepted or exchange.refused):
        return
    name, start = contracts.api.headers.request_id, contracts.api.headers.request_id_prefix
    value = exchange.response.headers.get(name.lower(), "")
    if exchange.refused and exchange.status in contracts.api.auth.refused and not value:
        return
    if value and value.startswith(start):
        yield None
    else:
        yield Finding(f"a header {name}: {start}…", f"{name} {value[:60] or 'missing'}")
