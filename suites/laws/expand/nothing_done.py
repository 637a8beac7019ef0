"""An update that is refused for a wrong expansion changes nothing (G-30)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.expand._family import EXPANDED, Update
from suites.looking.dig import dig
from suites.looking.likeness import resembles
from suites.looking.say import said, shown

SITUATION = "not_expandable"


def _updates(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "update"


@law(EXPANDED, clause="G-30", level="should", where=_updates, situations=(SITUATION,))
def nothing_done(update: Update) -> Outcome:
    """An update that is refused changes nothing. Raises Unavailable when it is not refused."""
    lab, answer = update.lab, update.refused
    after = lab.read(update.operation, update.ids)
    known = lab.contracts.refusal(SITUATION, update.operation)
    refused = answer.refused and known.has(answer.status)
    if not refused or after is None or not resembles(after, update.operation):
        reason = f"there is no refusal to look behind ({said(answer)})"
        blocked = f"{update.operation.id}.expand.unknown"
        raise Unavailable(reason, answer, blocked_by=blocked)
    row = update.operation.metadata
    good = dig(after.item, f"{row}.assay_expanded") != update.mark
    seen = f"{row} {shown(after.item.get(row))}"
    return held(good, "the object as it was", seen, answer, after)
