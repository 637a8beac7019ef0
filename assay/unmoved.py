"""Says which moves of a lifecycle the sandbox of a package does not make: nobody wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Lifecycle, Transition
from sandbox.registry import declared
from suites.laws.transition._family import CELLS

_MOST = 6  # operations that are named


def unmoved(contracts: Contracts) -> str:
    """Return which operations move objects that no behaviour is written for, "" when none does.

    A sandbox never reads a lifecycle: without behaviour it answers with the object as it is.
    Raises ContractError.
    """
    names = list(dict.fromkeys(cell.operation for cell in _unwritten(contracts)))
    if not names:
        return ""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return (
        f"the package's own sandbox does not do what the lifecycle says of "
        f"{', '.join(names[:_MOST])}{more}: write behaviour/*.py, else it is not held to their "
        f"transitions"
    )


def unmoved_claims(contracts: Contracts) -> tuple[str, ...]:
    """Return the ids of the claims that such a sandbox is not held to. Raises ContractError."""
    unwritten = list(_unwritten(contracts))
    return tuple(cell.claim for cell in CELLS.about(contracts) if cell.transition in unwritten)


def _unwritten(contracts: Contracts) -> Iterator[Transition]:
    """Yield the cells that lead elsewhere, or refuse, of what nobody wrote a behaviour for."""
    written = declared(contracts.root).behaviours
    titles = {operation.id: operation.title for operation in contracts.operations}
    for resource in contracts.resources:
        life = resource.lifecycle
        for cell in life.transitions if life is not None else ():
            acts = life is not None and (_moves(cell, life) or _refuses(cell))
            if acts and titles.get(cell.operation) not in written:
                yield cell


def _moves(cell: Transition, life: Lifecycle) -> bool:
    """Whether an operation leads from a state to another one, and nowhere else, by more than a row
    of its form that is the state.
    """
    told = cell.form.get(life.field) in cell.to
    return bool(cell.to) and cell.state not in cell.to and not told


def _refuses(cell: Transition) -> bool:
    """Whether a state forbids an operation: what nobody wrote looks at none."""
    return cell.refused is not None and not cell.to
