"""A cursor that names nothing is refused (G-64)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law
from suites.laws.cursor._family import CURSED, Held, cursors_of
from suites.looking.ids import of_none

SITUATION = "unknown_cursor"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    found = contracts.refusal(SITUATION, operation)
    for name in cursors_of(operation):
        yield About(operation, name, name, found.clause, found.level, kind=name)


@law(CURSED, clause="G-64", each=_each, situations=(SITUATION,), wrong="cursors that name nothing")
def unknown(held: Held, name: str) -> Outcome:
    """A cursor that names nothing is refused."""
    lab, operation = held.shelf.lab, held.shelf.operation
    nothing = of_none(lab.contracts, operation.returns)
    return held.sent(SITUATION, [name], [nothing])
