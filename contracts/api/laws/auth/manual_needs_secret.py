"""An intent that is confirmed by hand takes a secret key for it (PI-56)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law

from ._family import CONFIRM, CUSTOMER, Customer, of, told


@law(CUSTOMER, clause="PI-56", where=of(CONFIRM))
def manual_needs_secret(customer: Customer) -> Outcome:
    """An intent that is confirmed by hand takes a secret key for it."""
    customer.prove_secret()
    intent = customer.intent_confirmed("manual")
    with customer.lab.wrongly():
        exchange = customer.confirm(intent)
    words = "a refusal: such intents take a secret key"
    return held(exchange.refused, words, told(exchange), exchange, intent)
