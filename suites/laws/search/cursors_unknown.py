"""The cursors of lists are unknown to a search (G-83)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import About, law
from suites.laws.search.page_default import READY
from suites.looking.ids import of_none
from suites.looking.refusals import refused

SITUATION = "unknown"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    level = contracts.refusal(SITUATION, operation).level
    for name in (contracts.api.list.after, contracts.api.list.before):
        yield About(operation, name, name, level=level, kind=name)


@law(
    READY, clause="G-83", each=_each, situations=(SITUATION,), wrong="cursors of lists in a search"
)
def cursors_unknown(stood: tuple[Lab, Operation], name: str) -> Outcome:
    """The cursors of lists are unknown to a search."""
    lab, operation = stood
    situation, form = (
        lab.contracts.refusal(SITUATION, operation),
        lab.provision.fill(operation.base),
    )
    nothing = of_none(lab.contracts, operation.returns)
    twin = lab.call(operation, form)
    with lab.wrongly():
        answer = lab.call(operation, {**form, name: nothing})
    return refused(situation, (name,), twin, answer)
