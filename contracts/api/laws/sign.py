"""A capture takes money from the cardholder, a refund gives it back (TX-06)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Family, Unavailable, held, law
from suites.looking.say import shown
from suites.subjects import called

from ._issuing import TRANSACTION, Bench, bench, done

SIGNED = Family("sign", called(f"{TRANSACTION}.retrieve"), bench)


@law(SIGNED, clause="TX-06", name="sign.capture")
def capture(stood: Bench) -> Outcome:
    """A capture takes money from the cardholder."""
    return _signed(stood, f"@{TRANSACTION}!", "capture", -1)


@law(SIGNED, clause="TX-06", name="sign.refund")
def refund(stood: Bench) -> Outcome:
    """A refund gives money back to the cardholder."""
    return _signed(stood, f"@{TRANSACTION}:refund!", "refund", 1)


def _signed(stood: Bench, reference: str, kind: str, sign: int) -> Outcome:
    name = stood.lab.provision.obtain(reference)
    found = done(stood.lab, f"{TRANSACTION}.retrieve", {}, name)
    if found.item.get("type") != kind:
        raise Unavailable(f"the transaction made is a {shown(found.item.get('type'))}", found)
    amount = found.item.get("amount")
    good = isinstance(amount, int) and amount * sign > 0
    words = "positive" if sign > 0 else "negative"
    return held(good, f"a {words} amount", f"amount {shown(amount)}", found)
