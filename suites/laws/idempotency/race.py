"""Of requests that race with one key one has an effect (G-109)."""

from __future__ import annotations

from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, held, law
from suites.laws.idempotency._keys import (
    conventions,
    keyed,
    listed,
    new_key,
    own_form,
    unkeyed,
)
from suites.looking.likeness import resembles
from suites.looking.routing import filled
from suites.looking.say import said
from suites.merit import SAME_BORN
from suites.racing import at_once

RACERS = 4


class Start:
    """A creation that several send at once, with one key."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.form: dict[str, Any] = lab.provision.fill(own_form(operation))
        self.path = filled(operation.path, lab.subject(operation, fresh=False))

    def run(self) -> list[Exchange]:
        """Send it, all at once. Raises Unavailable."""
        message = self.lab.message("POST", self.path, form=self.form,
                                   operation=self.operation.id,
                                   idempotency_key=new_key(self.lab))  # fmt: skip
        return at_once(self.lab, [message] * RACERS)


RACED = Family(
    "raced", keyed(lambda operation: operation.kind == "create"), Start, stands_on=("kind",)
)


@law(RACED, clause="G-109", chance=True)
def race(start: Start) -> Outcome:
    """Of requests that race with one key one has an effect."""
    raced = start.run()
    if any(exchange.response is None for exchange in raced):
        return broken("an answer to each", "no response", *raced)
    made = [e for e in raced if resembles(e, start.operation)]
    if not made:
        raise unkeyed(start.operation, f"none was accepted ({said(raced[0])})", *raced)
    ids = _ids(start, made)
    busy = conventions(start.lab.contracts).busy
    good = len(ids) == 1 and all(e.status in busy for e in raced if e not in made)
    if good and start.lab.merit.same_born(start.operation):
        raise Unavailable(SAME_BORN, *raced)
    statuses = sorted(exchange.status for exchange in raced)
    words = f"one object; each answer it, {' or '.join(map(str, busy))}"
    return held(good, words, f"{len(ids)} objects, statuses {statuses}", *raced)


def _ids(start: Start, made: list[Exchange]) -> set[str]:
    """Return the ids that were answered, and those that a list shows where one can."""
    found = {exchange.item["id"] for exchange in made}
    if start.operation.own is not None:
        try:
            found |= set(listed(start.lab, start.operation, start.form))
        except Unavailable:  # the answers alone tell
            return found
    return found
