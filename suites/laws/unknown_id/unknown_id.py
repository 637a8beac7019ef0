"""An id of nothing in the path is not found (G-48)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law
from suites.laws.unknown_id._family import ABSENT, SITUATION, Absent


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    situation = contracts.refusal(SITUATION, operation)
    yield About(operation, clause=situation.clause, level=situation.level)


@law(ABSENT, clause="G-48", each=_each, situations=(SITUATION,), wrong="unknown ids")
def unknown_id(absent: Absent) -> Outcome:
    """An id of nothing, with the prefix of its kind, is not found."""
    return absent.named(absent.lab.contracts.resource(absent.operation.resource).prefix)
