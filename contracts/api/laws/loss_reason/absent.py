"""A dispute that is not lost has no reason for it (DI-24)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import shown

from .._disputed import DISPUTED, Disputed


@law(DISPUTED, clause="DI-24")
def absent(stood: Disputed) -> Outcome:
    """A dispute that is not lost has no reason for it."""
    made = stood.made()
    found = made.item.get("loss_reason")
    return held(found is None and made.item.get("status") != "lost", "no loss_reason",
                f"loss_reason {shown(found)}", made)  # fmt: skip
