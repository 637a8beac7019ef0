"""Every request is answered, be it with a refusal (G-02).

A request that is lost says nothing. One that the server leaves unanswered each time, while it
answers others, breaks this one promise; what else hangs on it is blocked by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every


@exchange_law(
    clause="G-02", stands_on=(), where=every, lost=True,
    chance=True,  # such a request was sent three times already
    recorded=False,  # who recorded an answer had one
    fed_by=("expand", "dialect"),
)  # fmt: skip
def answers(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for a request that the server never answers."""
    if exchange.deaf:
        count = f" ({len(exchange.earlier) + 1} such requests)" if exchange.earlier else ""
        yield Finding(
            "an answer: 2xx or 4xx",
            f"none each time, on connections of their own; others are answered{count}: "
            f"{exchange.error}",
        )
    elif exchange.accepted:
        yield None
