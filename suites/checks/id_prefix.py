"""The id of an object starts as ids of its kind do (G-114)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding
from suites.checks.walk import returned
from suites.words import shown

CLAUSE = "G-114"
LEVEL: Level = "must"
RECORDED = False  # linked accounts once had other ids (see suites/recorded_answers.py)


def check(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each returned object whose id starts otherwise."""
    if not exchange.accepted:
        return
    prefix = contracts.resource(operation.returns).prefix
    ids = [item.get("id") for item in returned(exchange, operation)]
    found = [name for name in ids if isinstance(name, str)]
    wrong = [name for name in found if not name.startswith(prefix)]
    if wrong:
        yield Finding(f"an id that starts with {prefix}", shown(wrong[0]))
    elif found:
        yield None
