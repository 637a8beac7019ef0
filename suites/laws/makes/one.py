"""One creation makes one object."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, broken, law, passed
from suites.laws.makes._family import MARKED, Listed, marked
from suites.looking.once import Once
from suites.looking.say import joined


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    line = operation.cite(1)  # the sentence below the path
    yield About(operation, clause=line, source=line)


@law(MARKED, clause="", each=_each, where=marked)
def one(asked: Once[Listed]) -> Outcome:
    """A valid creation makes one object, and none unlike it."""
    found = asked()
    made = found.marks[found.mark]
    if len(made) != 1:
        return broken("one object of one request",
                      f"{len(made)} with its {found.row}: {joined(sorted(made), 3)}",
                      found.valid, *made.values())  # fmt: skip
    return found.more() or passed(found.valid, *made.values())
