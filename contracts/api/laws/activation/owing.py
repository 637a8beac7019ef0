"""A card is not activated while its cardholder owes requirements (CA-18)."""

from __future__ import annotations

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, law, passed
from suites.looking.dig import dig, named
from suites.looking.say import having, said
from suites.subjects import called

from .._issuing import CARD, HOLDER, INVALID, ask, done, least, new_card

_ACTIVE = {"status": "active"}
# Both names of a person are among what a cardholder has to give.
_NAMELESS = {"type": "individual", "individual": {"dob": {"day": 1, "month": 1, "year": 1990}}}


class Owing:
    """A cardholder who has to give more, and an inactive card; one without debts activates."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab, self.operation = lab, operation
        form = {**least(lab, f"{HOLDER}.create"), **_NAMELESS}
        self.holder = done(lab, f"{HOLDER}.create", form)
        if not dig(self.holder.item, "requirements.past_due"):
            reason = "a cardholder without first and last name has no open requirements"
            raise Unavailable(reason, self.holder)
        self.card = new_card(lab, cardholder=named(self.holder.item))
        self.twin = self._twin()

    def _twin(self) -> Exchange:
        if self.operation.id.endswith(".create"):
            return new_card(self.lab, **_ACTIVE)
        return done(self.lab, self.operation.id, _ACTIVE, named(new_card(self.lab).item))

    def activate(self) -> Exchange:
        """Ask for an active card."""
        lab, name = self.lab, self.operation.id
        if not self.operation.path_parameters:
            form = {**least(lab, name), **_ACTIVE, "cardholder": named(self.holder.item)}
            return ask(lab, name, form)
        return ask(lab, name, _ACTIVE, named(self.card.item))


OWING = Family("activation", called(f"{CARD}.create", f"{CARD}.update"), Owing)


@law(OWING, clause="CA-18")
def owing(stood: Owing) -> Outcome:
    """A card whose cardholder owes requirements is not activated, and stays inactive."""
    with stood.lab.wrongly():
        exchange = stood.activate()
    evidence = (exchange, stood.holder, stood.twin)
    if exchange.status != INVALID:
        return broken(f"status {INVALID}", said(exchange), *evidence)
    after = done(stood.lab, f"{CARD}.retrieve", {}, named(stood.card.item))
    if after.item.get("status") != "inactive":
        seen = having("status", after.item.get("status"))
        return broken("the card as it was, inactive", seen, after, *evidence)
    return passed(*evidence)
