"""Cards are issued in the currencies of the account, and in no others (CA-15, G-40)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Family, law
from suites.looking.refusals import at_most, refused
from suites.subjects import called

from .._issuing import CARD, Bench, ask, bench, least, new_card

_FOREIGN = "jpy"  # in no country where cards are issued
_ROW = "currency"


@law(Family("issued_in", called(f"{CARD}.create"), bench), clause="CA-15", level="should")
def currency(stood: Bench) -> Outcome:
    """A card in a currency in which no account issues cards is refused, and the row is named."""
    lab = stood.lab
    twin = new_card(lab)
    with lab.wrongly():
        answer = ask(lab, f"{CARD}.create", {**least(lab, f"{CARD}.create"), _ROW: _FOREIGN})
    return refused(at_most(lab.contracts.refusal(_ROW), "should"), (_ROW,), twin, answer)
