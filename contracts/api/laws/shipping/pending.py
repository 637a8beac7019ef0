"""The shipping of a new card is pending (CA-25)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.dig import dig
from suites.looking.say import shown

from ._family import SHIPPED, Shipped


@law(SHIPPED, clause="CA-25", level="should")
def pending(stood: Shipped) -> Outcome:
    """The shipping of a new card is pending."""
    found = dig(stood.card.item, "shipping.status")
    return held(found == "pending", "shipping.status pending",
                f"shipping.status {shown(found)}", stood.card)  # fmt: skip
