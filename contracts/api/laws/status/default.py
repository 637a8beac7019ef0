"""A card is born inactive, a cardholder active (CA-14, CH-13)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import coverage, smallest
from strategies.paths import Form
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
    for form in (smallest(operation), *_of_each_type(operation)):
        made = done(lab, operation.id, form)
        found = made.item.get("status")
        if found != status:
            break
    return held(found == status, f"status {status}", f"status {shown(found)}", made)


def _of_each_type(operation: Operation) -> Iterator[Form]:
    """Yield the first form of each type that the smallest one is not of: all begin alike."""
    known = {smallest(operation).get("type"), None}
    for sample in coverage(operation):
        kind = sample.form.get("type")
        if (
            kind not in known
            and sample.plain
            and not sample.subject
            and "status" not in sample.form
        ):
            known.add(kind)
            yield sample.form
