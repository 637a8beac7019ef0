"""A token that no page gave is refused, where the API says how."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, law
from suites.laws.paging._family import WALKED
from suites.looking.readings import Reading
from suites.looking.refusals import refused

SITUATION = "unknown_token"
_NOTHING = "assayunknown0000"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    situation = contracts.situation(SITUATION, operation)
    if "token" in operation.paging and situation is not None:
        yield About(operation, clause=situation.clause, level=situation.level)


@law(WALKED, clause="", each=_each, wrong="tokens that no page gave")
def bad_token(read: Reading) -> Outcome:
    """A token that no page gave is refused."""
    lab, operation = read.lab, read.operation
    situation = lab.contracts.situation(SITUATION, operation)
    if situation is None or read.trouble is not None:
        raise Unavailable("the list cannot be read")
    with lab.wrongly():
        answer = read.shelf.page(token=_NOTHING)
    return refused(situation, (operation.paging["token"],), answer)
