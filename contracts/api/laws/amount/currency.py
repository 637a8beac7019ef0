"""The currency of a dispute is its transaction's (DI-25)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import shown

from .._disputed import DISPUTED, Disputed


@law(DISPUTED, clause="DI-25")
def currency(stood: Disputed) -> Outcome:
    """The currency of a dispute is its transaction's."""
    made, transaction = stood.made(), stood.transaction()
    wanted, found = transaction.item.get("currency"), made.item.get("currency")
    return held(found == wanted and isinstance(found, str), f"currency {shown(wanted)}",
                f"currency {shown(found)}", made, transaction)  # fmt: skip
