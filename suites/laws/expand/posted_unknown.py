"""What does not exist cannot be expanded in what a POST answers with: it is refused (G-91)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.expand._family import UNKNOWN
from suites.laws.expand.posted import POSTED, Posting, form_of
from suites.looking.refusals import refused
from suites.merit import marked

SITUATION = "not_expandable"


def _elsewhere(operation: Operation, _contracts: Contracts) -> bool:
    """Whether `expand.unknown` does not ask it."""
    return not marked(operation)


@law(POSTED, clause="G-91", where=_elsewhere, situations=(SITUATION,))
def posted_unknown(posting: Posting) -> Outcome:
    """What does not exist cannot be expanded in the answer to a POST."""
    lab, operation = posting.lab, posting.operation
    form, ids = form_of(lab, operation), posting.ids()
    with lab.wrongly():
        answer = lab.call(operation, {**form, operation.expansion: [UNKNOWN]}, ids)
    if answer.refused:
        posting.untouched.append(ids)
    return refused(lab.contracts.refusal(SITUATION, operation), (), answer)
