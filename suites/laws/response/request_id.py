"""Every response carries a request id of its own (G-16); a refused key may be told without one.

The official client shows none of a 401, and the official mock gives none. Whether the answer to a
repeated key has another id than the first is judged by `idempotency.request_id`.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.replay import replays


def _identified(_operation: Operation, contracts: Contracts) -> bool:
    """Whether the API gives each request an id."""
    return bool(contracts.api.headers.request_id)


@exchange_law(
    clause="G-16", stands_on=(), where=_identified,
    recorded=False,  # recorders drop headers
    follows=("routing.request_ids",),
)  # fmt: skip
def request_id(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when the header has no id of a request, or that of another request."""
    if exchange.response is None or not (exchange.accepted or exchange.refused):
        return
    name, start = contracts.api.headers.request_id, contracts.api.headers.request_id_prefix
    value = exchange.response.headers.get(name.lower(), "")
    if exchange.refused and exchange.status in contracts.api.auth.refused and not value:
        return
    if not value or not value.startswith(start):
        yield Finding(f"a header {name}: {start}…", f"{name} {value[:60] or 'missing'}")
    elif exchange.namesake and not replays(exchange, contracts):
        seen = f"{value[:60]}, which {exchange.namesake} has"
        yield Finding(f"a header {name} of its own", seen)
    else:
        yield None
