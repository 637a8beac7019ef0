"""What is done to one object changes no other of its kind (G-47): its operation names one id."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Family, Unavailable, broken, law, passed
from suites.looking.beside import Beside
from suites.looking.say import joined
from suites.merit import STILL
from suites.subjects import operations, reader_of

TRIES = 2  # what another changed meanwhile, or what changed by itself, has to change twice


def _changes(operation: Operation) -> bool:
    return not operation.reads and operation.kind in ("update", "replace", "action")


def each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield the claim about an operation of which an id names the object."""
    line = operation.cite(1)  # the sentence below the path
    if operation.path_parameters and reader_of(contracts, operation) is not None:
        yield About(operation, clause=line, source=line)


NEIGHBOURS = Family(
    "neighbours", operations(_changes), Beside, order=("neighbours", "related"), stands_on=("kind",)
)


@law(NEIGHBOURS, clause="", each=each)
def neighbours(beside: Beside) -> Outcome:
    """What is done to one object changes no other."""
    for _ in range(TRIES):
        seen = beside.play()
        if not seen.changed:
            if not beside.lab.merit.stirs(beside.operation):
                raise Unavailable(STILL, *seen.steps)
            return passed(*seen.steps)
    return broken("all other objects as they were", f"changed: {joined(list(seen.changed), 3)}",
                  *reversed(seen.steps))  # fmt: skip
