"""A lookup key has one holder (PD-08)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import said

from .._issuing import DESIGN, ask, least
from ._family import KEYED, Keyed


@law(KEYED, clause="PD-08")
def unique(stood: Keyed) -> Outcome:
    """A lookup key that has a holder is refused."""
    lab, (key, holder) = stood.lab, stood.kept
    form = {**least(lab, f"{DESIGN}.create"), "lookup_key": key}
    with lab.wrongly():
        exchange = ask(lab, f"{DESIGN}.create", form)
    wanted = "a refusal: the key is taken"
    return held(exchange.refused, wanted, said(exchange), exchange, holder)
