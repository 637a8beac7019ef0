"""The last four of an account are four digits (FA-12)."""

from __future__ import annotations

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, held, law
from suites.looking.once import Once
from suites.looking.say import shown
from suites.subjects import called

from .._accounts import ACCOUNT, account


class Linked:
    """An account that is linked. `account` raises Unavailable when called."""

    def __init__(self, lab: Lab, _operation: Operation) -> None:
        self.account = Once(lambda: account(lab, "active"))


@law(Family("account", called(f"{ACCOUNT}.retrieve"), Linked), clause="FA-12")
def last4(stood: Linked) -> Outcome:
    """The last four of an account are four digits."""
    found = stood.account()
    digits = found.item.get("last4")
    good = digits is None or (isinstance(digits, str) and len(digits) == 4 and digits.isdigit())
    return held(good, "last4 of four digits", f"last4 {shown(digits)}", found)
