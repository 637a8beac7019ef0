"""What the matrix of a lifecycle says of an operation and of the states of its object."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Beside, Lifecycle, Operation, Resource, Transition


def state_field(resource: Resource, usual: str = "") -> str:
    """Return the name of the field that holds the state: `usual` where there is no lifecycle."""
    return resource.lifecycle.field if resource.lifecycle else usual


def cells(resource: Resource, operation: Operation) -> tuple[Transition, ...]:
    """Return the cells of an operation, () when its resource has no lifecycle."""
    life = resource.lifecycle
    found = life.transitions if life else ()
    return tuple(cell for cell in found if cell.operation == operation.id)


def results(resource: Resource, operation: Operation) -> list[str]:
    """Return the states in which an operation leaves its object, in the order of the matrix."""
    return list(dict.fromkeys(to for cell in cells(resource, operation) for to in cell.to))


def accepted_from(resource: Resource, operation: Operation) -> set[str]:
    """Return the states from which an operation must be accepted."""
    found = cells(resource, operation)
    return {cell.state for cell in found if cell.level == "must" and cell.to and not cell.refused}


def only_from(resource: Resource, operation: Operation, code: str) -> str:
    """Return the only state that an operation is made for, "" when there is none such.

    A state counts when nothing in it is refused with `code`, or in a way that nobody wrote down.
    """
    states = accepted_from(resource, operation)
    doubtful = {
        cell.state for cell in cells(resource, operation)
        if cell.refused and cell.level != "probe" and cell.refused.code in (None, code)
    }  # fmt: skip
    return next(iter(states - doubtful), "") if len(states) == 1 else ""


def held(resource: Resource, operation: Operation) -> list[str]:
    """Return the parameters whose values the object holds afterwards, by the matrix."""
    named = (name for cell in cells(resource, operation) for name, value in cell.sets.items()
             if cell.form.get(name) == value and value is not None)  # fmt: skip
    return list(dict.fromkeys(named))


def refuses_ends(resource: Resource, operation: Operation, beside: Beside) -> bool:
    """Whether an action is refused in every state in which its object has ended."""
    life = resource.lifecycle
    if life is None or operation.kind != "action" or operation.resource != resource.name:
        return False
    if operation.id in {f"{resource.name}.{verb}" for verb in beside.lenient}:
        return False
    return not set(life.terminal) - {
        cell.state for cell in cells(resource, operation) if cell.refused and not cell.to
    }


def behind(life: Lifecycle, state: str) -> set[str]:
    """Return the states that lead to one, and to which nothing leads back from it."""
    return {
        other for other in life.states
        if state in _reached(life, other) and other not in _reached(life, state)
    }  # fmt: skip


def _reached(life: Lifecycle, state: str) -> set[str]:
    found: set[str] = set()
    waiting = [state]
    while waiting:
        fresh = set(_next(life, waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found


def _next(life: Lifecycle, state: str) -> Iterator[str]:
    for cell in life.transitions:
        if cell.state == state:
            yield from cell.to
