"""A capture takes money from the cardholder, a refund gives it back (TX-06)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law

_RESOURCE = "issuing.transaction"
_SIGNS = {"capture": -1, "refund": 1}


def _transactions(operation: Operation, _contracts: Contracts) -> bool:
    return operation.returns == _RESOURCE


@exchange_law(clause="TX-06", where=_transactions, recorded=True)
def transaction_sign(
    exchange: Exchange, operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for an amount of the wrong sign, None when there was a right one."""
    if operation.returns != _RESOURCE or not exchange.accepted:
        return
    data = exchange.body.get("data")
    items = data if operation.shape == "list" and isinstance(data, list) else [exchange.body]
    right = False
    for item in items:
        kind = str(item.get("type")) if isinstance(item, dict) else ""
        amount = item.get("amount") if isinstance(item, dict) else None
        if kind not in _SIGNS or not isinstance(amount, int):
            continue
        sign = _SIGNS[kind]
        if amount * sign < 0:
            words = "negative" if sign < 0 else "positive"
            yield Finding(f"a {words} amount of a {kind}", f"amount {amount}", kind)
            return
        right = right or amount != 0
    if right:
        yield None
