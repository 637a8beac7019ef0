"""An update without any row changes nothing (G-47)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.keeps._family import KEPT, Keeping


def _sendable(operation: Operation, _contracts: Contracts) -> bool:
    return not any(row.required for row in operation.sent)


@law(KEPT, clause="G-47", level="should", where=_sendable)
def empty_body(keeping: Keeping) -> Outcome:
    """An update without any row changes nothing."""
    subject = keeping.subject()
    if keeping.marked:
        subject.prepare(keeping.mark)  # or there is nothing to lose
    before = subject.look()
    keeping.told(before)
    answer, after = subject.send({}), subject.read()
    return keeping.judge(set(), before, answer, after)
