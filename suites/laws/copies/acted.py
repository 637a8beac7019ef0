"""A move is answered with the object as it then is (G-117)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts
from harness.claim import Outcome
from suites.law import About, broken, law, passed
from suites.laws.copies._family import beside
from suites.laws.transition._family import CELLS, Cell, Move, Stage, movable
from suites.looking.likeness import differing
from suites.looking.moving import underway


def _each(cell: Cell, contracts: Contracts) -> Iterator[About]:
    if cell.operation.kind != "create":
        yield from movable(cell, contracts)


@law(CELLS, clause="G-117", stands_on=("kind", "echo"), level="should", each=_each, parts=True)
def acted(stage: Stage) -> Outcome:
    """An operation answers with the object as it then is."""
    move = stage.accepted()
    names = _otherwise(stage.cell, move)
    if names:
        seen = beside(names, move.answer.item, move.after.item)
        return broken("the object as it is retrieved", seen, move.answer, move.after)
    stage.earned(move, move.answer, move.after)
    return passed(move.answer, move.after)


def _otherwise(cell: Cell, move: Move) -> list[str]:
    """Return the names of the fields that the answer shows otherwise than the object.

    What goes on by itself meanwhile, a part that is underway, says nothing; where the state goes
    on, only what is afterwards as it was before does.
    """
    before, answer, after = move.before.item, move.answer.item, move.after.item
    names = [name for name in differing(answer, after)
             if not any(underway(cell.resource.field(name), item.get(name))
                        for item in (before, answer, after))]  # fmt: skip
    state = answer.get(cell.life.field)
    if state != after.get(cell.life.field) or state in cell.life.restless:
        names = [name for name in names if before.get(name) == after.get(name)]
    return names
