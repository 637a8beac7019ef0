"""Two cursors at once are refused (G-63)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, law
from suites.laws.cursor._family import CURSED, Held, cursors_of
from suites.looking.pages import CURSORS

SITUATION = "both_cursors"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    found = contracts.refusal(SITUATION, operation)
    if len(cursors_of(operation)) == len(CURSORS):
        yield About(operation, clause=found.clause, level=found.level)


@law(CURSED, clause="G-63", each=_each, situations=(SITUATION,), wrong="two cursors at once")
def both(held: Held) -> Outcome:
    """Two cursors at once are refused, though each names an object of the list."""
    if len(held.ids) < len(CURSORS):
        raise Unavailable(f"it takes {len(CURSORS)} objects, the list has {len(held.ids)}")
    return held.sent(SITUATION, CURSORS, held.ids[: len(CURSORS)])
