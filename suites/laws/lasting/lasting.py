"""A move leaves alone what never changes, in its answer and in the object (G-118)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.transition._family import CELLS, Stage, movable
from suites.looking.say import shown


@law(CELLS, clause="G-118", stands_on=("kind", "object"), each=movable, parts=True)
def lasting(stage: Stage) -> Outcome:
    """Id, kind, mode and time of making stay through every move."""
    move = stage.accepted()
    before = move.before.item
    for name in stage.lab.contracts.api.object.lasting:
        for answer in (move.answer, move.after):
            value = answer.item.get(name)
            if value != before.get(name):
                return broken(f"{name} {shown(before.get(name))}", f"{name} {shown(value)}",
                              answer, move.before)  # fmt: skip
    stage.earned(move, move.answer, move.before)
    return passed(move.answer, move.before)
