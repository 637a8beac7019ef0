"""A card in the place of a damaged one has its number (CA-27)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law

from .._issuing import new_card
from ._family import DAMAGED, REPLACED, Replaced, ends, number, of


@law(REPLACED, clause="CA-27", each=of(DAMAGED))
def same_number(stood: Replaced) -> Outcome:
    """A card in the place of a damaged one has its number."""
    lab, new = stood.lab, stood.new()
    numbers = [number(lab, str(card.item["id"])) for card in (stood.old, new)]
    with lab.standing():
        other = new_card(lab)
        alike = number(lab, str(other.item["id"])) == numbers[0]
    if alike:
        raise Unavailable("a card that replaces none has that number as well", other, stood.old)
    shown = ends(new, numbers[0])
    seen = "the same number" if numbers[0] == numbers[1] else "another number"
    seen += "" if shown else f", and the last digits {new.item.get('last4')}"
    return held(numbers[0] == numbers[1] and shown, "the number of the card before, and its end",
                seen, new, stood.old)  # fmt: skip
