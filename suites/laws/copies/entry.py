"""After a move the entry of a list is the object as it is retrieved (G-116)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts
from harness.claim import Outcome
from suites.law import About, law
from suites.laws.copies._entry import as_listed
from suites.laws.transition._family import CELLS, Cell, Stage, movable
from suites.subjects import lister_of


def _each(cell: Cell, contracts: Contracts) -> Iterator[About]:
    listing = lister_of(contracts, cell.operation)
    if cell.operation.kind != "create" and listing is not None and _first(cell, contracts):
        yield from movable(cell, contracts)


def _first(cell: Cell, contracts: Contracts) -> bool:
    """Whether a cell is the first that leads an object elsewhere by its operation, or anywhere, or
    the last of them that sets a value as well.
    """
    alike = [found for found in cell.life.transitions
             if found.to and contracts.operation(found.operation) == cell.operation]  # fmt: skip
    leading = [found for found in alike if not set(found.to) <= {found.state, "="}]
    telling = [found for found in leading if any(value for value in found.sets.values())]
    return cell.transition in ((leading or alike)[0], *telling[-1:])


@law(CELLS, clause="G-116", stands_on=("list", "kind", "echo"), each=_each, parts=True)
def entry(stage: Stage) -> Outcome:
    """After a move the entry of a list is the object as it is retrieved.

    Raises Unavailable when it does not stand in the list near its start nor in its place.
    """
    move = stage.accepted()
    found = as_listed(stage.lab, stage.cell.operation, move.after, move.answer)
    if found.holds:
        stage.earned(move, move.after)
    return found
