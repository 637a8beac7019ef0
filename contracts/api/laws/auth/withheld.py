"""What an action answers to a publishable key shows no metadata (G-103)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.looking.say import said, shown

from ._family import CONFIRM, CUSTOMER, VERIFY, Customer, of


@law(CUSTOMER, clause="G-103", where=of(CONFIRM, VERIFY))
def withheld(customer: Customer) -> Outcome:
    """An action answers a publishable key without metadata."""
    intent = customer.marked()
    exchange = customer.act(intent)
    if not exchange.accepted:
        reason = f"the action was not accepted ({said(exchange)})"
        raise Unavailable(reason, exchange, blocked_by=f"{customer.operation.id}.accepts")
    found = exchange.item.get("metadata")
    return held(not found, "no metadata", f"metadata {shown(found)}", exchange, intent)
