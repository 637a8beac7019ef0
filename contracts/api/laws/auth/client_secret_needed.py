"""Without a client secret a publishable key reads no intent, and confirms none (PI-21, PI-55)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law
from suites.looking.refusals import at_most, refused

from ._family import CONFIRM, CUSTOMER, RETRIEVE, ROW, Customer


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    """Yield reading, and confirming: that takes the secret since it is how a customer confirms."""
    if operation.id == RETRIEVE:
        yield About(operation)
    elif operation.id == CONFIRM:
        yield About(operation, clause="PI-55", level="should")


@law(CUSTOMER, clause="PI-21", each=_each)
def client_secret_needed(customer: Customer) -> Outcome:
    """Without a client secret a publishable key does nothing, and is told what is missing."""
    outcome = customer.refused_with("")
    if not outcome.holds:
        return outcome
    missing = customer.lab.contracts.refusal("required")
    return refused(at_most(missing, "should"), (ROW,), *outcome.evidence)
