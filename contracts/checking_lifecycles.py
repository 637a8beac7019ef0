"""Refuses a lifecycle that cannot be kept: states that nothing reaches, cells that say two things,
forms that their operation refuses. Each is told at the line that says it.
"""

from __future__ import annotations

from contracts.lifecycles import cells
from contracts.model import Contracts, Lifecycle, Resource, Transition
from contracts.near import MISTAKEN, hint
from contracts.reader import Reader
from contracts.unfit import unfit


def check_lifecycle(resource: Resource, contracts: Contracts, reader: Reader) -> None:
    """Check the lifecycle of a resource, on which `reader` stands. Raises ContractError."""
    life = resource.lifecycle
    if life is None:
        return
    _check_states(life, resource, reader)
    seen: set[tuple[str, str, str]] = set()
    for cell, place in cells(reader, life):
        name = (cell.operation, cell.state, cell.label)
        if name in seen:
            told = f" with the label {cell.label!r}" if cell.label else ""
            reason = f"{cell.operation} has two cells from {cell.state!r}{told}: give each a label"
            raise place.refuse(reason)
        seen.add(name)
        _check_end(cell, life, place)
        _check_cell(cell, resource, contracts, place)
    fields = {field.name for field in resource.fields}
    for entry in reader.entries()["shows"].items() if life.shows else ():
        field = entry.entries()["field"]
        if field.text().partition(".")[0] not in fields:
            raise field.refuse(f"'shows' speaks of {field.text()!r}, which is no field")


def _check_states(life: Lifecycle, resource: Resource, reader: Reader) -> None:
    keys = reader.entries()
    for item in keys["terminal"].items() if "terminal" in keys else ():
        if item.text() not in life.states:
            reason = f"'terminal' names {item.text()!r}, which is not one of the states"
            raise item.refuse(reason)
    field = resource.field(life.field)
    made = {recipe.state for recipe in resource.recipes if recipe.resource == resource.name}
    reached = {to for cell in life.transitions for to in (cell.state, *cell.to, *cell.leaves)}
    known = {*made, *reached, *life.terminal, *life.restless, *(one.state for one in life.shows)}
    for item in keys["states"].items():
        state = item.text()
        if field and field.closed and state not in field.enum:
            raise item.refuse(f"the state {state!r} is not in the enum of {life.field!r}")
        if state not in known:
            reason = "is reached by no cell and no recipe: nothing speaks of it"
            raise item.refuse(f"the state {state!r} {reason}")


def _check_end(cell: Transition, life: Lifecycle, place: Reader) -> None:
    ended = cell.state in life.terminal
    if ended and cell.to and not {*cell.to} & {cell.state, *life.terminal}:
        reason = f"{cell.state!r} is terminal, and {cell.operation} leads on to {cell.to[0]!r}"
        raise place.entries()["to"].refuse(reason)


def _check_cell(cell: Transition, resource: Resource, contracts: Contracts, place: Reader) -> None:
    """Check what a cell sends, sets and blames."""
    called, keys = contracts.operation(cell.operation), place.entries()
    stray = [name for name in cell.form if name not in called.named]
    if stray and contracts.of(called).api.unknown in ("", "refused"):
        reason = f"a cell of {cell.operation} sends {stray[0]!r}, which is no row of it"
        raise keys["form"].refuse(reason)
    if not cell.refused and (reason := unfit(called, cell.form)):
        raise keys["form"].refuse(f"{called.title} refuses what a cell sends: {reason}")
    fields = {field.name for field in resource.fields}
    lost = [name for name in cell.sets if name.partition(".")[0] not in fields]
    if lost:
        reason = f"a cell of {cell.operation} sets {lost[0]!r}, which is no field"
        raise keys["sets"].refuse(reason)
    blamed = cell.refused.param if cell.refused else None
    rows = {*called.rows, *(row.name for row in called.path_parameters)}
    near = hint(blamed or "", sorted(rows), MISTAKEN)
    if blamed and blamed not in rows and near:
        reason = f"{blamed!r} is no row of {called.title}{near}"
        raise keys["refused"].entries()["param"].refuse(reason)
