"""An object is found below its own parent alone: below another its id is one of nothing (G-48)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import smallest
from suites.law import About, law
from suites.laws.parents._family import BELOW, Below, of_one
from suites.looking.refusals import at_most, refused

SITUATION = "unknown_id"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if of_one(operation):
        yield About(operation, clause=contracts.refusal(SITUATION, operation).clause)


@law(BELOW, clause="G-48", level="should", each=_each, situations=(SITUATION,), sequence=True,
     follows=("unknown_id.unknown_id",))  # fmt: skip
def found(below: Below) -> Outcome:
    """An object is not found below another parent than its own."""
    lab, operation = below.lab, below.operation
    ids = below.below(below.other, below.name)
    form = lab.provision.fill(smallest(operation))
    with lab.wrongly():
        answer = lab.call(operation, form, ids)
    known = at_most(lab.contracts.refusal(SITUATION, operation), "should")
    names = (*(row.name for row in operation.path_parameters), "id")
    return refused(known, names, below.made, answer)
