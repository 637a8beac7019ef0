"""A refresh is attempted now, of each feature that was named (FA-10)."""

from __future__ import annotations

import time
from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.say import said, shown
from suites.subjects import called

from .._accounts import ACCOUNT, FEATURES, account, granted, refresh

_CLOCK = 86_400  # seconds that two clocks may differ
_STATES = ("pending", "succeeded", "failed")


class Granting(NamedTuple):
    """An account, and the features that it grants."""

    lab: Lab
    operation: Operation
    account: Exchange
    features: list[str]


def _stand(lab: Lab, operation: Operation) -> Granting:
    found = account(lab, "active")
    features = granted(found)
    if not features:
        raise Unavailable("the account grants no feature that can be refreshed", found)
    return Granting(lab, operation, found, features)


@law(Family("refresh_attempt", called(f"{ACCOUNT}.refresh"), _stand), clause="FA-10")
def attempt_recorded(stood: Granting) -> Outcome:
    """A refresh is attempted now, of each feature that was named, and leaves the others."""
    lab, operation, found, features = stood
    exchange = refresh(lab, found, features[0])
    if not exchange.accepted:
        reason = f"the refresh was not accepted ({said(exchange)})"
        raise Unavailable(reason, exchange, blocked_by=operation.title)
    fields, since = [FEATURES[features[0]][1]], found.item.get("created")
    together = refresh(lab, found, *features)
    if together.accepted and _attempted(exchange.item.get(fields[0]), since):
        exchange, fields = together, [FEATURES[feature][1] for feature in features]
        alone = refresh(lab, found, features[0]) if len(features) > 1 else together
        if alone.accepted and all(_attempted(together.item.get(f), since) for f in fields):
            exchange = alone  # what was attempted of the others stays
    field = next((f for f in fields if not _attempted(exchange.item.get(f), since)), "")
    return held(not field, f"{field} with a status, attempted now",
                f"{field} {shown(exchange.item.get(field))}", exchange, found)  # fmt: skip


def _attempted(found: object, since: object) -> bool:
    """Whether a refresh was attempted now; while it is pending no next one is offered.

    By the server's own clock that is not before its account was made, at `since`.
    """
    state = found if isinstance(found, dict) else {}
    at, pending = state.get("last_attempted_at"), state.get("status") == "pending"
    good = state.get("status") in _STATES
    born = since if isinstance(since, int) else 0
    good = good and isinstance(at, int) and born <= at and abs(at - int(time.time())) < _CLOCK
    return good and not (pending and state.get("next_refresh_available_at") is not None)
