"""A move that sends no metadata leaves alone what an update gave the object (G-98)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts
from harness.claim import Outcome
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.metadata._family import metadata_of, row_of
from suites.laws.transition._family import CELLS, Cell, Stage, marking, movable
from suites.looking.say import shown


def _each(cell: Cell, contracts: Contracts) -> Iterator[About]:
    if marking(cell, contracts) is not None:
        yield from movable(cell, contracts)


@law(CELLS, clause="G-98", stands_on=("kind",), level="should", each=_each, parts=True)
def stays(stage: Stage) -> Outcome:
    """What no move mentions stays, in its answer and in the object. Raises Unavailable."""
    if not stage.mark:
        raise Unavailable("the object was given no metadata", stage.before)
    move = stage.accepted()
    sent = stage.cell.operation.metadata
    if sent and sent in stage.form:
        raise Unavailable("the move sends metadata of its own", move.answer)
    for answer in (move.answer, move.after):
        row = row_of(answer)
        if row in answer.item and not metadata_of(answer).items() >= stage.mark.items():
            return broken(f"{row} with {shown(stage.mark)}", f"{row} {shown(answer.item[row])}",
                          answer, move.before)  # fmt: skip
    if row_of(move.after) not in move.after.item:
        raise Unavailable("the object shows no metadata", move.after)
    return passed(move.answer, move.after, move.before)
