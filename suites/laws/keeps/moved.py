"""A move loses nothing that it does not speak of, in its answer and in the object (G-47)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Lifecycle
from harness.claim import Outcome
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.transition._family import CELLS, Cell, Stage, movable
from suites.looking.moving import free
from suites.looking.say import shown

_PLAIN = ("string", "integer", "number", "boolean")


def _each(cell: Cell, contracts: Contracts) -> Iterator[About]:
    line = cell.operation.cite(1)  # the sentence below the path
    for about in movable(cell, contracts):
        yield About(about.operation, clause=line, source=line, kind=about.kind)


@law(CELLS, clause="", stands_on=("kind",), level="should", each=_each, parts=True)
def moved(stage: Stage) -> Outcome:
    """A move loses no plain value, and no other takes the place of one that an update sets.

    What moves of the lifecycle speak of, and what changes by itself, is left out; in some states
    what may be null is withdrawn.
    """
    move = stage.accepted()
    before = move.before.item
    told = _told(stage.cell, stage.lab.contracts, before)
    if not told:
        raise Unavailable("the object has nothing that a move could lose", move.before)
    rows = _updated(stage.cell, stage.lab.contracts)
    for answer in (move.answer, move.after):
        for name in told:
            value = answer.item.get(name)
            if value is None and _withdrawn(stage.cell, name, answer.item):
                continue
            if value is None or (name in rows and value != before[name]):
                return broken(f"{name} {shown(before[name])}", f"{name} {shown(value)}",
                              answer, move.before)  # fmt: skip
    stage.earned(move, move.answer, move.after)
    return passed(move.answer, move.after, move.before)


def _told(cell: Cell, contracts: Contracts, item: Mapping[str, Any]) -> list[str]:
    """Return the names of the plain fields that hold anything, and that no move speaks of."""
    excused = {cell.life.field, *_spoken(cell.life), *free(contracts, cell.resource, updated=True)}
    return [
        field.name for field in cell.resource.fields
        if field.name not in excused and field.type in _PLAIN and not field.restless
        and item.get(field.name) is not None
    ]  # fmt: skip


def _withdrawn(cell: Cell, name: str, item: Mapping[str, Any]) -> bool:
    """Whether a field may be null since the object is in the state that it is in."""
    return item.get(cell.life.field) in cell.life.withdrawn and cell.resource.named[name].nullable


def _spoken(life: Lifecycle) -> set[str]:
    """Return the rows that moves of a lifecycle send or set, and what states say of fields."""
    moves = (name for found in life.transitions for name in (*found.form, *found.sets))
    return {*moves, *(showing.field.partition(".")[0] for showing in life.shows)}


def _updated(cell: Cell, contracts: Contracts) -> set[str]:
    """Return the rows of the update of an object."""
    update = contracts.resource(cell.operation.resource).of_kind("update")
    return {row.name for row in update.sent} if update is not None else set()
