"""What an account never granted is not refreshed (FA-11)."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.say import said
from suites.subjects import called

from .._accounts import ACCOUNT, FEATURES, INVALID, account, granted, refresh


class Limited(NamedTuple):
    """An account, a feature that it does not grant, and the refresh of one that does."""

    lab: Lab
    account: Exchange
    missing: str
    twin: Exchange


def _stand(lab: Lab, operation: Operation) -> Limited:
    found = account(lab, "limited")
    missing = [feature for feature in FEATURES if feature not in granted(found)]
    if not missing:
        raise Unavailable("the account grants every feature", found)
    twin = refresh(lab, account(lab, "active"), missing[0])
    if not twin.accepted:
        reason = f"no account grants {missing[0]} either ({said(twin)})"
        raise Unavailable(reason, twin, blocked_by=operation.title)
    return Limited(lab, found, missing[0], twin)


@law(
    Family("refresh_limited", called(f"{ACCOUNT}.refresh"), _stand), clause="FA-11", level="should"
)  # fmt: skip
def not_granted(stood: Limited) -> Outcome:
    """What an account never granted is not refreshed."""
    with stood.lab.wrongly():
        exchange = refresh(stood.lab, stood.account, stood.missing)
    good = exchange.status == INVALID
    return held(good, f"status {INVALID}", said(exchange), exchange, stood.twin)
