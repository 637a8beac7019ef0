"""A call without the id of what it is about is refused (G-33).

Where the id stands in a form, it can be left out: a server that then takes any object, or all of
them, does to others what was asked for one.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import smallest
from suites.law import About, law
from suites.laws.named._family import NAMED, Naming
from suites.looking.refusals import refused
from suites.looking.routing import LEFT_OUT

SITUATION = "required"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield each id that a form holds."""
    known = contracts.refusal(SITUATION, operation)
    for name in operation.slots:
        yield About(operation, name, name, known.clause or operation.cited, known.level)


@law(
    NAMED,
    clause="",
    each=_each,
    situations=(SITUATION,),
    wrong="calls that do not say what they are about",
)
def missing(naming: Naming, slot: str) -> Outcome:
    """A call without the id of what it is about is refused."""
    lab, operation = naming.lab, naming.operation
    ids = lab.subject(operation, fresh=not operation.reads)
    form = lab.provision.fill(smallest(operation))
    with lab.wrongly():
        exchange = lab.call(operation, form, {**ids, slot: LEFT_OUT})
    return refused(lab.contracts.refusal(SITUATION, operation), (slot,), exchange)
