"""A ticket says when it was closed, and only a closed one does."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.walk import returned


def _of_tickets(operation: Operation, _contracts: Contracts) -> bool:
    return operation.returns == "ticket"


@exchange_law(clause="docs#closing", where=_of_tickets, recorded=True)
def closing(
    exchange: Exchange, operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Look at each ticket of an answer."""
    for ticket in returned(exchange, operation):
        closed, at = ticket.get("status") == "closed", ticket.get("closed_at")
        if closed == isinstance(at, int):
            yield None
        else:
            wanted = "a time in closed_at" if closed else "no closed_at"
            yield Finding(wanted, f"closed_at {at!r}", "closed_at")
