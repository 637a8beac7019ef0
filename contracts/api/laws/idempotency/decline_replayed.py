"""A decline is remembered with its key: nothing is tried again (G-110)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.dig import named
from suites.looking.say import said

_INTENT, _STATE = "payment_intent", "declined"


class Declined:
    """A creation that is declined."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        recipe = lab.contracts.recipe(_INTENT, _STATE)
        self.lab = lab
        self.operation = operation
        self.form: dict[str, Any] = lab.provision.fill(recipe.steps[0].form) if recipe else {}

    def name(self, exchange: Exchange) -> str:
        """Return the id of the intent that a decline tells of, or ""."""
        decline = self.lab.contracts.api.error.decline
        if decline is None or exchange.status != decline.status:
            return ""
        return named(exchange.error_body.get(_INTENT))


def _about(contracts: Contracts) -> Iterator[Operation]:
    if contracts.recipe(_INTENT, _STATE) is not None:
        yield contracts.operation(f"{_INTENT}.create")


DECLINED = Family("declined", _about, Declined)


@law(DECLINED, clause="G-110")
def decline_replayed(declined: Declined) -> Outcome:
    """A decline is remembered with its key: nothing is tried again."""
    lab, operation, key = declined.lab, declined.operation, declined.lab.unique()
    first, again = (lab.call(operation, declined.form, idempotency_key=key) for _ in range(2))
    alone = lab.call(operation, declined.form)
    names = [declined.name(exchange) for exchange in (first, again, alone)]
    if not names[0] or not names[2]:
        raise Unavailable(f"the card was not declined ({said(first)})", first, alone)
    good = names[0] == names[1] and names[2] != names[0]
    return held(good, f"{names[0]} again, declined", f"{said(again)}, {names[1]}", again, first)
