"""A publishable key is refused (G-07), but where it may be used with a client secret."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, broken, law, passed
from suites.laws.auth._family import CALLED, NO_PUBLISHABLE, Caller, asked
from suites.looking.say import said


def _secret_alone(operation: Operation, contracts: Contracts) -> bool:
    return bool(contracts.api.auth.publishable) and not operation.publishable


@law(
    CALLED, clause="G-07", level="should", each=asked, where=_secret_alone, wrong="publishable keys"
)
def publishable_refused(caller: Caller) -> Outcome:
    """A publishable key is refused; that it is never answered is certain, the status is not."""
    if not caller.lab.has_publishable:
        raise Unavailable(NO_PUBLISHABLE)
    exchange = caller.send(key="publishable")
    forbidden = caller.lab.contracts.api.auth.forbidden
    if exchange.status in forbidden:
        return passed(exchange)
    words = f"status {' or '.join(map(str, forbidden))}"
    return broken(words, said(exchange), exchange, level="must" if exchange.accepted else None)
