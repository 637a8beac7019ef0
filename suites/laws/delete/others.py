"""A deletion deletes one object: those made before and after it stay as they were."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.delete._family import DELETED, Deletion
from suites.looking.likeness import differing
from suites.looking.moving import free
from suites.looking.say import said
from suites.subjects import reader_of


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if reader_of(contracts, operation) is not None:
        yield About(operation, clause=operation.cited, source=operation.cited)


@law(DELETED, clause="", each=_each, sequence=True)
def others(deletion: Deletion) -> Outcome:
    """A deletion deletes one object: others stay as they were."""
    contracts = deletion.lab.contracts
    excused = free(contracts, contracts.resource(deletion.operation.returns), updated=True)
    pairs = [(old, now) for old, now in deletion.neighbours() if old.accepted]
    if not pairs:
        raise Unavailable("no other object can be made and read", deletion.done())
    for before, after in pairs:
        wrong = [name for name in differing(before.item, after.item) if name not in excused]
        if not after.accepted or wrong:
            seen = said(after) if not after.accepted else f"changed: {', '.join(wrong)}"
            return broken("another object as it was", seen, after, deletion.done(), before)
    return passed(pairs[0][1], deletion.done())
