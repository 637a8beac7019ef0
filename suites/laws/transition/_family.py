"""An object in a state meets an operation: one cell of the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Contracts, Lifecycle, Operation, Resource, Transition
from harness.exchange import Exchange
from strategies import free, written
from suites.lab import Lab
from suites.law import About, Family, Unavailable
from suites.laws.metadata._family import metadata_of
from suites.laws.transition._judging import shortcoming
from suites.looking.likeness import differing
from suites.looking.once import Once
from suites.looking.say import said, shown
from suites.merit import STILL


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a lifecycle, with the operation that it is about."""

    resource: Resource
    life: Lifecycle
    transition: Transition
    operation: Operation

    @property
    def place(self) -> str:
        """The state, and the label that tells several cells of it apart."""
        found = self.transition
        return f"{found.state}.{found.label}" if found.label else found.state

    @property
    def id(self) -> str:
        """The start of its group's name."""
        return f"{self.operation.id}.{self.place}"

    @property
    def claim(self) -> str:
        """The id of its own claim, which others wait for."""
        return f"{self.operation.id}.transition.{self.place}"

    @property
    def kind(self) -> str:
        """Whether the move is allowed, and where in the object's life it is made."""
        found, life = self.transition, self.life
        going = [state for state in life.states if state not in life.terminal]
        at = "end" if found.state in life.terminal else (
            "start" if found.state in going[:1] else "middle")  # fmt: skip
        return f"{'allowed' if found.to else 'refused'} at the {at}"


@dataclass(frozen=True, slots=True)
class Move:
    """The object, the answer of an operation, and the object afterwards.

    `wrong` is what is not as the cell says, "" when all is.
    """

    before: Exchange
    answer: Exchange
    after: Exchange
    wrong: str


@dataclass(slots=True)
class Stage:
    """An object in the state of a cell, and the form that it is going to meet.

    `mark` is the metadata that an update gave it, where it shows any. `move` lets the object meet
    the operation, once, and raises Unavailable.
    """

    lab: Lab
    cell: Cell
    before: Exchange
    ids: dict[str, str]
    form: dict[str, Any]
    mark: dict[str, str] = field(default_factory=dict)
    move: Once[Move] = field(init=False)

    def __post_init__(self) -> None:
        """Let the move be made when it is asked for first."""
        self.move = Once(self._moved)

    def accepted(self) -> Move:
        """Return a move that was made, as its cell allows. Raises Unavailable."""
        move = self.move()
        if not move.answer.accepted:
            reason = f"the move was refused ({said(move.answer)})"
            raise Unavailable(reason, move.answer, blocked_by=self.cell.claim)
        return move

    def earned(self, move: Move, *evidence: Exchange) -> None:
        """Raises Unavailable when it means nothing that the object is as it was."""
        state = self.cell.life.field
        told = not move.wrong and move.before.item.get(state) != move.after.item.get(state)
        if not differing(move.before.item, move.after.item):
            reason = "nothing of the object changed at all"
            raise Unavailable(reason, *evidence, blocked_by=self.cell.claim)
        if not told and not self.lab.merit.stirs(self.cell.operation):
            raise Unavailable(STILL, *evidence)

    def look(self) -> Exchange | None:
        """Read the object."""
        return self.lab.read(self.cell.operation, self.ids)

    def _moved(self) -> Move:
        lab, operation = self.lab, self.cell.operation
        with lab.wrongly(not self.cell.transition.to):
            answer = lab.call(operation, self.form, self.ids)
        if lab.merit.absent(operation, answer):
            reason = f"the target does not have the operation ({said(answer)})"
            raise Unavailable(reason, answer, blocked_by=operation.title)
        after = self.look()
        if after is None or not after.accepted:
            evidence = (answer,) if after is None else (answer, after)
            raise Unavailable("the object cannot be read again", *evidence)
        cell = self.cell
        wrong = shortcoming(lab.contracts, cell.life, cell.transition, self.before, answer, after)
        return Move(self.before, answer, after, wrong)


def _cells(contracts: Contracts) -> Iterator[Cell]:
    for resource in contracts.resources:
        life = resource.lifecycle
        for found in life.transitions if life else ():
            if life is not None:
                yield Cell(resource, life, found, contracts.operation(found.operation))


def _stand(lab: Lab, cell: Cell) -> Stage:
    """Return an object that is in the cell's state, as read. Raises Unavailable."""
    operation, life, found = cell.operation, cell.life, cell.transition
    reference = f"{operation.resource}:{found.recipe or found.state}!"
    stays = not found.to or set(found.to) <= {found.state, "="}
    ids = lab.subject(operation, reference, fresh=True, stays=stays)
    mark = {} if stays else _marked(lab, cell, ids)
    before = lab.read(operation, ids)
    if before is None or not before.accepted:
        evidence = () if before is None else (before,)
        raise Unavailable(f"the {operation.resource} cannot be read", *evidence)
    state = before.item.get(life.field)
    if state != found.state:
        reason = f"the {operation.resource} made for it has {life.field} {shown(state)}"
        raise Unavailable(f"{reason}, not {found.state}", before)
    seen = metadata_of(before).items() >= mark.items()
    return Stage(lab, cell, before, ids, lab.provision.fill(found.form), mark if seen else {})


def marking(cell: Cell, contracts: Contracts) -> Operation | None:
    """Return the update that gives the object of a cell metadata before it is moved, if any does.

    What may stay as it is, others look at as well.
    """
    to = cell.transition.to
    if not to or set(to) <= {cell.transition.state, "="}:
        return None
    update = contracts.resource(cell.operation.resource).of_kind("update")
    return update if update is not None and update.metadata else None


def _marked(lab: Lab, cell: Cell, ids: dict[str, str]) -> dict[str, str]:
    """Give the object of a cell metadata; {} where nothing takes it."""
    update, name = marking(cell, lab.contracts), next(iter(ids.values()), "")
    if update is None or not name:
        return {}
    mark = {"assay_stays": lab.unique()}
    ids = {update.path_parameters[-1].name: name}
    with lab.standing():
        for form in (_references(lab, update, ids) | _texts(update), _texts(update), {}):
            if not lab.call(update, {**form, update.metadata: mark}, ids).refused:
                break
    return mark


def _references(lab: Lab, update: Operation, ids: dict[str, str]) -> dict[str, Any]:
    """Return what an update names of others, as far as the object names none: another would take
    the place of what its state stands on. {} where that cannot be had.
    """
    now = lab.read(update, ids) if update.rich else None
    item = now.item if now is not None and now.accepted else {}
    try:
        lacking = {name: value for name, value in update.rich.items() if item.get(name, "") is None}
        found: dict[str, Any] = lab.provision.fill(lacking)
    except Unavailable:
        return {}
    return found


def _texts(update: Operation) -> dict[str, Any]:
    """Return texts for the rows of an update that take any, and for an address of electronic mail.

    Those of objects inside the object are left out: what they take goes with others.
    """
    found: dict[str, Any] = {}
    for form in written(update, lambda row: free(row) or row.format == "email"):
        for row in form.rows:
            if form.alone[row].keys() <= {row, update.metadata}:
                found[row] = form.alone[row][row]
    return found


def movable(cell: Cell, _contracts: Contracts) -> Iterator[About]:
    """Yield the operation of a cell that allows a move, once: what all its moves have to keep."""
    if cell.transition.to and cell.operation.returns == cell.operation.resource:
        yield About(cell.operation, kind=cell.kind)


CELLS = Family(
    "transition", _cells, _stand, order=("transition", "acted", "lasting", "stays", "moved"),
    first=True, stands_on=(),
)  # fmt: skip
