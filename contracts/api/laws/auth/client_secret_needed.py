"""Without a client secret a publishable key reads no intent (PI-21)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.looking.refusals import at_most, refused

from ._family import CUSTOMER, RETRIEVE, ROW, Customer, of


@law(CUSTOMER, clause="PI-21", where=of(RETRIEVE))
def client_secret_needed(customer: Customer) -> Outcome:
    """Without a client secret a publishable key reads no intent, and is told what is missing."""
    outcome = customer.refused_with("")
    if not outcome.holds:
        return outcome
    missing = customer.lab.contracts.situations["required"]
    return refused(at_most(missing, "should"), (ROW,), *outcome.evidence)
