"""One cell of the matrix: an object in a state meets an operation.

An allowed move changes what it should; a refused one gives the documented refusal and leaves the
object, read again, as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import About, Unavailable, held, law
from suites.laws.transition._family import CELLS, Cell, Move, Stage
from suites.laws.transition._judging import wanted, well_refused
from suites.looking.likeness import differing
from suites.looking.moving import moved
from suites.merit import RESTLESS, STILL, restless


def _each(cell: Cell, _contracts: Contracts) -> Iterator[About]:
    found = cell.transition
    yield About(
        cell.operation, cell.place, None, found.source, found.level, found.source, cell.kind
    )


@law(CELLS, clause="3.1", each=_each, wrong="moves that the status does not allow")
def transition(stage: Stage) -> Outcome:
    """An object in a state does what the matrix says when an operation meets it."""
    cell, move = stage.cell, stage.move()
    evidence = move.answer, move.before, move.after
    if move.wrong and well_refused(cell.transition, move.answer) and _restless(stage):
        raise Unavailable(RESTLESS, *evidence)
    if not move.wrong and move.answer.accepted:
        _check_earned(stage, move)
    return held(not move.wrong, wanted(cell.life, cell.transition), move.wrong, *evidence)


def _check_earned(stage: Stage, move: Move) -> None:
    """Raises Unavailable when a move leaves its object as it was, and so does everything else."""
    still = not differing(move.before.item, move.after.item)
    if still and not stage.lab.merit.stirs(stage.cell.operation):
        raise Unavailable(STILL, move.answer, move.before, move.after)


def _restless(stage: Stage) -> bool:
    """Whether the object reads otherwise each time: then the refusal did not do that."""

    def other(one: Exchange, two: Exchange) -> list[str]:
        return moved(stage.lab.contracts, stage.cell.resource, one.item, two.item)

    return restless(stage.look, other)
