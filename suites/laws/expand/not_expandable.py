"""What is no id cannot be expanded (G-91)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.expand._family import EXPANDED, FIXED, Reference
from suites.looking.refusals import refused

SITUATION = "not_expandable"


def _retrieves(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "retrieve"


@law(
    EXPANDED,
    clause="G-91",
    where=_retrieves,
    situations=(SITUATION,),
    wrong="expansions of what is none",
)
def not_expandable(reference: Reference) -> Outcome:
    """What is no id cannot be expanded."""
    situation = reference.lab.contracts.refusal(SITUATION, reference.operation)
    return refused(situation, (), reference.plain, reference.expanded(FIXED))
