"""The id of an object starts as ids of its kind do (G-114)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown
from suites.looking.walk import returned


def _prefixed(operation: Operation, contracts: Contracts) -> bool:
    """Whether the ids of what is returned have a beginning of their own."""
    return operation.shows and bool(contracts.resource(operation.returns).prefix)


@exchange_law(
    clause="G-114", stands_on=("object",), where=_prefixed,
    recorded=False,  # linked accounts once had other ids
)  # fmt: skip
def id_prefix(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each returned object whose id starts otherwise."""
    if not exchange.accepted:
        return
    prefix = contracts.resource(operation.returns).prefix
    ids = [item.get(ID) for item in returned(exchange, operation)]
    found = [name for name in ids if isinstance(name, str)]
    wrong = [name for name in found if not name.startswith(prefix)]
    if wrong:
        yield Finding(f"an id that starts with {prefix}", shown(wrong[0]))
    elif found:
        yield None
