"""A query that is malformed or names an unknown field is refused (G-82)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import About, Family, law
from suites.looking.refusals import refused
from suites.looking.searching import shape_of
from suites.subjects import operations

SITUATION = "malformed_query"
_RESOURCE = "payment_intent"
_QUERIES = (
    "status:", "amount>", "nosuchfield:'x'", "status:'a' AND currency:'b' OR amount>1",
    "status:'succeeded' AND",
    "metadata['assay_word']~'ab'",  # a part of a text has three letters or more (G-81)
    "amount~'220'", "currency>'eur'",  # numbers have no parts, texts no order
)  # fmt: skip


def _stand(lab: Lab, operation: Operation) -> tuple[Lab, Operation]:
    lab.merit.ready(operation)
    return lab, operation


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    found = contracts.refusal(SITUATION)
    for number, query in enumerate(_QUERIES):
        yield About(operation, str(number), query, found.clause, found.level)


SEARCHED = Family(
    "malformed", operations(lambda o: o.kind == "search" and o.returns == _RESOURCE), _stand
)


@law(SEARCHED, clause="G-82", each=_each)
def malformed(stood: tuple[Lab, Operation], query: str) -> Outcome:
    """A query that is malformed or names an unknown field is refused."""
    lab, operation = stood
    with lab.wrongly():
        answer = lab.call(operation, {shape_of(lab).query: query})
    return refused(lab.contracts.refusal(SITUATION), (), answer)
