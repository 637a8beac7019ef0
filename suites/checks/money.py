"""Amounts are integers in minor units (G-120), wherever in a body they stand."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding
from suites.checks.walk import bare, named_values
from suites.tables import shown

CLAUSE = "G-120"
LEVEL: Level = "must"


def check(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each amount that is a text or has a fraction."""
    if not exchange.accepted:
        return
    seen = wrong = False
    for path, value in named_values(exchange.json):
        if not _amount(path.rpartition(".")[2]):
            continue
        seen = True
        if isinstance(value, str | float | bool):
            wrong = True
            yield Finding(f"{path} is an integer in minor units", shown(value), bare(path))
    if seen and not wrong:
        yield None


def _amount(name: str) -> bool:
    return name == "amount" or name.startswith("amount_") or name.endswith("_amount")
