"""What is deleted and absent cannot be deleted again: it is not there, or gone."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, law
from suites.laws.delete._family import ABSENT, DELETED, Deletion
from suites.looking.refusals import refused

SITUATION = "gone"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    situation = contracts.situation(SITUATION, operation)
    if operation.afterwards == ABSENT and situation is not None:
        yield About(operation, clause=operation.cited, level=situation.level)


@law(DELETED, clause="", each=_each, sequence=True,
     follows=("delete.gone", "unknown_id.unknown_id"))  # fmt: skip
def twice(deletion: Deletion) -> Outcome:
    """What is deleted cannot be deleted again."""
    names = (*(row.name for row in deletion.operation.path_parameters), "id")
    operation, contracts = deletion.operation, deletion.lab.contracts
    situation = contracts.situation(SITUATION, operation)
    if situation is None:
        raise Unavailable("nothing says how what is gone is refused")
    return refused(situation, names, deletion.again())
