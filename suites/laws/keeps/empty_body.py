"""An update without any row changes nothing (G-47)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import broken, law
from suites.laws.keeps._family import KEPT, Keeping
from suites.looking.say import said


def _sendable(operation: Operation, _contracts: Contracts) -> bool:
    return not any(row.required for row in operation.sent)


@law(KEPT, clause="G-47", level="should", where=_sendable)
def empty_body(keeping: Keeping) -> Outcome:
    """An update without any row changes nothing."""
    subject = keeping.subject()
    marked = subject.prepare(keeping.mark) if keeping.marked else None  # or nothing is to lose
    before = subject.look()
    keeping.told(before)
    answer = subject.sent({})
    if answer.refused and marked is not None:
        return broken("an update without any row is accepted", said(answer), answer, marked)
    subject.accepted(answer)
    after = subject.read()
    return keeping.judge(set(), before, answer, after)
