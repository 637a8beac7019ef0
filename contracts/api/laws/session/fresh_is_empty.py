"""A list filtered by a new session is empty, whatever else is linked (FA-03)."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.say import said
from suites.subjects import called

from .._accounts import ACCOUNT, new_session


class Fresh(NamedTuple):
    """A list that holds something, and a session in which nothing was linked."""

    lab: Lab
    operation: Operation
    whole: Exchange
    session: str


def _stand(lab: Lab, operation: Operation) -> Fresh:
    whole = lab.call(operation, {"limit": 1})
    if not whole.entries:
        raise Unavailable("no account is linked", whole, blocked_by=operation.title)
    return Fresh(lab, operation, whole, str(new_session(lab).item["id"]))


@law(Family("fresh_session", called(f"{ACCOUNT}.list"), _stand), clause="FA-03")
def fresh_is_empty(stood: Fresh) -> Outcome:
    """A list filtered by a new session is empty, whatever else is linked."""
    exchange = stood.lab.call(stood.operation, {"session": stood.session})
    found = exchange.entries
    seen = said(exchange) if found is None else f"{len(found)} accounts"
    return held(found == [], "an empty list", seen, exchange, stood.whole)
