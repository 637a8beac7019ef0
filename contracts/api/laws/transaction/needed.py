"""A dispute is about something (DI-11)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import said

from .._disputed import DISPUTED, Disputed
from .._issuing import DISPUTE, INVALID, ask


@law(DISPUTED, clause="DI-11", level="should")
def needed(stood: Disputed) -> Outcome:
    """A dispute of nothing is refused."""
    twin = stood.made()
    with stood.lab.wrongly():
        exchange = ask(stood.lab, f"{DISPUTE}.create", {})
    return held(exchange.status == INVALID, f"status {INVALID}", said(exchange), exchange, twin)
