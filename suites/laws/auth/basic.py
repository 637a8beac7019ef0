"""A key is taken as a user's name (G-03)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.auth._family import CALLED, GARBLED, Caller, asked
from suites.looking.likeness import observed, resembles, wanted
from suites.looking.say import said


def _read(operation: Operation, contracts: Contracts) -> bool:
    return operation.reads and "basic" in contracts.api.auth.schemes[1:]


@law(CALLED, clause="G-03", each=asked, where=_read, taking=True)
def basic(caller: Caller) -> Outcome:
    """A key is taken as a user's name: a good one, which shows where another one is refused."""
    exchange = caller.send(auth="basic")
    good = resembles(exchange, caller.operation)
    if good:
        stranger = caller.send(key=GARBLED, auth="basic")
        if not stranger.refused:
            blocker = f"{caller.operation.id}.auth.wrong_key"
            reason = "a wrong key is not refused either"
            raise Unavailable(reason, stranger, exchange, blocked_by=blocker)
    seen = observed(exchange) if exchange.accepted else said(exchange)
    return held(good, wanted(caller.operation), seen, exchange)
