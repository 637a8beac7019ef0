"""A holder that is an account is named by an account (FS-04)."""

from __future__ import annotations

from harness.claim import Outcome
from strategies import smallest
from suites.law import held, law
from suites.looking.say import said

from .._accounts import INVALID
from ._family import OPENED, Opened


@law(OPENED, clause="FS-04", level="should")
def holder_mismatch(stood: Opened) -> Outcome:
    """A holder that is an account is not named by a customer."""
    stood.session()
    lab, create = stood.lab, stood.operation
    holder = lab.provision.fill({"type": "account", "customer": "@customer"})
    form = {**lab.provision.fill(smallest(create)), "account_holder": holder}
    with lab.wrongly():
        exchange = lab.call(create, form)
    return held(exchange.status == INVALID, f"status {INVALID}", said(exchange), exchange)
