"""A physical card is shipped somewhere (CA-24)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import said

from .._issuing import INVALID, ask, least
from ._family import SHIPPED, Shipped


@law(SHIPPED, clause="CA-24", level="should")
def needed(stood: Shipped) -> Outcome:
    """A physical card without an address is refused."""
    lab, operation, twin = stood
    form = {**least(lab, operation.id), "type": "physical"}
    with lab.wrongly():
        exchange = ask(lab, operation.id, form)
    return held(exchange.status == INVALID, f"status {INVALID}", said(exchange), exchange, twin)
