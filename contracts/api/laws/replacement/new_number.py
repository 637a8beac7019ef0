"""A card in the place of a lost one has a number of its own (CA-27)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law

from ._family import LOST, REPLACED, Replaced, number, of


@law(REPLACED, clause="CA-27", each=of(LOST))
def new_number(stood: Replaced) -> Outcome:
    """A card in the place of a lost one has a number of its own."""
    new = stood.new()
    numbers = [number(stood.lab, str(card.item["id"])) for card in (stood.old, new)]
    seen = "the same number" if numbers[0] == numbers[1] else "another number"
    return held(numbers[0] != numbers[1], "a number of its own", seen, new, stood.old)
