"""What was just created is retrieved as it was returned (G-116)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, broken, held, law
from suites.laws.readable._family import MADE, Made
from suites.looking.dig import named
from suites.looking.say import shown
from suites.merit import SAME_BORN
from suites.subjects import itself, reader_of


def _retrieved(operation: Operation, contracts: Contracts) -> bool:
    return reader_of(contracts, operation) is not None


@law(MADE, clause="G-116", stands_on=("object",), where=_retrieved, again=True)
def readable(made: Made) -> Outcome:
    """What was just created is retrieved as it was returned."""
    lab, created = made.lab, made.exchange.item
    name = named(created)
    if not name:
        seen = f"id {shown(created.get('id'))}"
        return broken("an id to retrieve by", seen, made.exchange)
    again = lab.read(made.operation, itself(name))
    if again is None:
        raise Unavailable("nothing retrieves what was created", made.exchange)
    names = {*created, *again.item}
    wrong = sorted(n for n in names if created.get(n) != again.item.get(n))
    good = again.accepted and not wrong
    if good and lab.merit.same_born(made.operation):
        raise Unavailable(SAME_BORN, again, made.exchange)
    observed = f"status {again.status}, other values of: {', '.join(wrong)}"
    return held(good, "the body that create returned", observed, again, made.exchange)
