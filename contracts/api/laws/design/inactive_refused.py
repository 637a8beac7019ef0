"""Only an active design makes cards (PD-17)."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, held, law
from suites.looking.say import said
from suites.subjects import called

from .._issuing import CARD, DESIGN, INVALID, SHIPPING, Form, ask, least, new_card

_FORM: Form = {
    "cardholder": "@issuing.cardholder:company", "type": "physical", "shipping": SHIPPING,
}  # fmt: skip


class Designed(NamedTuple):
    """A card of an active design, and a design that is not."""

    lab: Lab
    twin: Exchange
    inactive: str


def _stand(lab: Lab, _operation: Operation) -> Designed:
    twin = new_card(lab, **_FORM, personalization_design=f"@{DESIGN}:active!")
    return Designed(lab, twin, lab.provision.obtain(f"@{DESIGN}:inactive!"))


@law(Family("design", called(f"{CARD}.create"), _stand), clause="PD-17")
def inactive_refused(stood: Designed) -> Outcome:
    """A design that is not active makes no card."""
    lab = stood.lab
    form = {**least(lab, f"{CARD}.create"), **_FORM, "personalization_design": stood.inactive}
    with lab.wrongly():
        exchange = ask(lab, f"{CARD}.create", form)
    good = exchange.status == INVALID
    return held(good, f"status {INVALID}", said(exchange), exchange, stood.twin)
