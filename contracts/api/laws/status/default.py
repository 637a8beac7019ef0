"""A card is born inactive, a cardholder active (CA-14, CH-13)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import smallest
from suites.law import About, Family, held, law
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import CARD, HOLDER, Bench, bench, done

_BORN = {f"{HOLDER}.create": ("active", "CH-13"), f"{CARD}.create": ("inactive", "CA-14")}


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    status, clause = _BORN[operation.id]
    yield About(operation, given=status, clause=clause)


@law(Family("status", called(*_BORN), bench), clause="CA-14", each=_each)
def default(stood: Bench, status: str) -> Outcome:
    """What is made without a status has the documented one."""
    lab, operation = stood
    made = done(lab, operation.id, smallest(operation))
    found = made.item.get("status")
    return held(found == status, f"status {status}", f"status {shown(found)}", made)
