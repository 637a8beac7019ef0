"""What is found of a customer is what the list has of it (G-85)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.pages import Shelf, ids_of
from suites.looking.say import joined

from ._family import INTENTS, Intents


@law(INTENTS, clause="G-85", level="should")
def agrees(intents: Intents) -> Outcome:
    """What is found of a customer is what the list has of it."""
    lab = intents.tagged.lab
    listing = lab.contracts.operation("payment_intent.list")
    listed = Shelf(lab, listing, {"customer": intents.customer}, {}).page()
    page = intents.tagged.search(f'customer:"{intents.customer}"')
    wanted, ids = ids_of(listed), ids_of(page)
    return held(ids == wanted, joined(wanted), joined(ids), page, listed)
