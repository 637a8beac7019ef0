"""With a wrong client secret a publishable key does nothing (PI-23)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law

from ._family import CONFIRM, CUSTOMER, RETRIEVE, VERIFY, Customer, of


@law(CUSTOMER, clause="PI-23", level="should", where=of(RETRIEVE, CONFIRM, VERIFY))
def client_secret_wrong(customer: Customer) -> Outcome:
    """With a wrong client secret a publishable key does nothing."""
    return customer.refused_with("assayWrong1")
