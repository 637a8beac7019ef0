"""In a mandate, each `type` names the hash that stands beside it (MA-02 to MA-04)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown

PLACES = ("", "customer_acceptance", "payment_method_details")


def _mandates(operation: Operation, _contracts: Contracts) -> bool:
    return operation.returns == "mandate"


@exchange_law(clause="MA-02", where=_mandates, recorded=True)
def named_hash(
    exchange: Exchange, operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each `type` of a mandate without a hash of its name."""
    if operation.returns != "mandate" or not exchange.accepted:
        return
    yield None
    for place in PLACES:
        holder: Any = exchange.body.get(place) if place else exchange.body
        if not isinstance(holder, dict) or not isinstance(holder.get("type"), str):
            continue
        kind = holder["type"]
        if not isinstance(holder.get(kind), dict):
            path = f"{place}.{kind}".lstrip(".")
            yield Finding(f"{path} is an object", f"{path} is {shown(holder.get(kind))}", place)
    single = exchange.body.get("single_use")
    if isinstance(single, dict) and not {"amount", "currency"} <= set(single):
        yield Finding("single_use has amount and currency", shown(single), "single_use")
