"""Without a client secret a publishable key reads no intent (PI-21)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law

from ._family import CUSTOMER, RETRIEVE, Customer, of


@law(CUSTOMER, clause="PI-21", where=of(RETRIEVE))
def client_secret_needed(customer: Customer) -> Outcome:
    """Without a client secret a publishable key reads no intent."""
    return customer.refused_with("")
