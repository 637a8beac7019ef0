"""With its client secret a publishable key reads an intent (PI-21)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.dig import named
from suites.looking.likeness import observed
from suites.looking.say import said

from ._family import CUSTOMER, RETRIEVE, Customer, of


@law(CUSTOMER, clause="PI-21", where=of(RETRIEVE))
def client_secret(customer: Customer) -> Outcome:
    """With its client secret a publishable key reads an intent."""
    intent = customer.intent("requires_payment_method")
    exchange = customer.with_secret(intent)
    good = exchange.accepted and exchange.item.get("id") == named(intent.item)
    seen = observed(exchange) if exchange.accepted else said(exchange)
    return held(good, "the intent that the secret belongs to", seen, exchange, intent)
