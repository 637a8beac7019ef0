"""Only the answer to a repeated key says that it is a repetition (G-107).

A server that never says so has no merit of being quiet: what passes is an answer that says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law


def _posted(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation takes keys: those that read do not look at them."""
    return (
        bool(contracts.api.headers.replayed) and operation.method == "POST" and not operation.reads
    )


@exchange_law(
    clause="G-107", stands_on=(), level="should", where=_posted,
    recorded=False,  # recorders drop headers
)  # fmt: skip
def replay_header(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when a request without a key is answered as a replay, None for a replay."""
    asked, answer = exchange.request, exchange.response
    key = contracts.api.headers.idempotency_key.lower()
    header = contracts.api.headers.replayed.lower()
    keyed = any(name.lower() == key for name in asked.headers)
    if answer is None or asked.method != "POST" or asked.reads:
        return
    told = answer.headers.get(header, "")
    if told.lower() != "true":
        return
    yield None if keyed else Finding(f"no {header}: true without a key", f"{header}: {told}")
