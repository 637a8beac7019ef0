"""A path with more levels than may be expanded is refused (G-90)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.expand._family import EXPANDED, Reference, reads
from suites.laws.expand._family import too_deep as deep_of
from suites.looking.refusals import refused

SITUATION = "expanded_too_deep"


def leads_far(operation: Operation, contracts: Contracts) -> bool:
    """Whether references lead one level further than may be expanded."""
    return reads(operation, contracts) and bool(deep_of(operation, contracts))


@law(
    EXPANDED,
    clause="G-90",
    where=leads_far,
    situations=(SITUATION,),
    wrong="expansions that are too deep",
)
def too_deep(reference: Reference) -> Outcome:
    """A path with more levels than may be expanded is refused."""
    situation = reference.lab.contracts.refusal(SITUATION, reference.operation)
    return refused(situation, (), reference.plain, reference.expanded(reference.wrong["too_deep"]))
