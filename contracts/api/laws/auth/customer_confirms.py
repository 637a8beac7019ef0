"""With its client secret a publishable key confirms an intent (PI-55)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law

from ._family import CONFIRM, CUSTOMER, Customer, of, told


@law(CUSTOMER, clause="PI-55", where=of(CONFIRM))
def customer_confirms(customer: Customer) -> Outcome:
    """With its client secret a publishable key confirms an intent."""
    intent = customer.intent_confirmed("automatic")
    exchange = customer.confirm(intent)
    good = exchange.accepted and exchange.item.get("status") != "requires_confirmation"
    return held(good, "a confirmation", told(exchange), exchange, intent)
