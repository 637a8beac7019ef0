"""A card in the place of a lost or stolen one has a number of its own (CA-27)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law

from ._family import LOST, REPLACED, STOLEN, Replaced, ends, number, of


@law(REPLACED, clause="CA-27", each=of(LOST, STOLEN))
def new_number(stood: Replaced) -> Outcome:
    """A card in the place of a lost or stolen one has a number of its own."""
    new = stood.new()
    numbers = [number(stood.lab, str(card.item["id"])) for card in (stood.old, new)]
    shown = ends(new, numbers[1])
    seen = "the same number" if numbers[0] == numbers[1] else "another number"
    seen += "" if shown else f", and the last digits {new.item.get('last4')}"
    return held(numbers[0] != numbers[1] and shown, "a number of its own, and its end",
                seen, new, stood.old)  # fmt: skip
