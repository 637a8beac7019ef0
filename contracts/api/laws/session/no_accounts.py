"""In a new session nothing is linked (FS-07)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.dig import dig
from suites.looking.say import shown

from ._family import OPENED, Opened


@law(OPENED, clause="FS-07")
def no_accounts(stood: Opened) -> Outcome:
    """In a new session nothing is linked."""
    made = stood.session()
    found = dig(made.item, "accounts.data")
    return held(found == [], "accounts.data []", f"accounts.data {shown(found)}", made)
