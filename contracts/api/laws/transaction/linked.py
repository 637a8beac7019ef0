"""A transaction names its dispute (DI-13)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import shown

from .._disputed import DISPUTED, Disputed


@law(DISPUTED, clause="DI-13")
def linked(stood: Disputed) -> Outcome:
    """A transaction names its dispute."""
    made, transaction = stood.made(), stood.transaction()
    found = transaction.item.get("dispute")
    return held(found == made.item["id"], "the id of the dispute", f"dispute {shown(found)}",
                transaction, made)  # fmt: skip
