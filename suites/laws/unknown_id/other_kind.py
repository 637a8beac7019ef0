"""An id of another kind in the path is not found either (G-50)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law
from suites.laws.unknown_id._family import ABSENT, SITUATION, Absent


def _other(operation: Operation, contracts: Contracts) -> str:
    """Return the prefix of another kind's ids, "" when there is none."""
    own, shape = contracts.resource(operation.resource).prefix, contracts.of(operation).api.id
    if shape.type == "integer" or shape.pattern:
        return ""
    return next((r.prefix for r in contracts.resources if r.prefix not in ("", own)), "")


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    prefix = _other(operation, contracts)
    if prefix:
        yield About(operation, given=prefix, level=contracts.refusal(SITUATION, operation).level)


@law(ABSENT, clause="G-50", each=_each, situations=(SITUATION,), wrong="ids of other kinds")
def other_kind(absent: Absent, prefix: str) -> Outcome:
    """An id with the prefix of another kind is not found."""
    return absent.named(prefix)
