"""Says which moves of a lifecycle the sandbox of a package does not make: nobody wrote them."""

from __future__ import annotations

from contracts.model import Contracts, Transition
from sandbox.registry import declared

_MOST = 6  # operations that are named


def unmoved(contracts: Contracts) -> str:
    """Return which operations move objects that no behaviour is written for, "" when none does.

    A sandbox never reads a lifecycle: without behaviour it answers with the object as it is.
    Raises ContractError.
    """
    written = declared(contracts.root).behaviours
    titles = {operation.id: operation.title for operation in contracts.operations}
    moving = (
        cell.operation for resource in contracts.resources if resource.lifecycle
        for cell in resource.lifecycle.transitions if _moves(cell)
    )  # fmt: skip
    names = [name for name in dict.fromkeys(moving) if titles.get(name) not in written]
    if not names:
        return ""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return (
        f"the package's own sandbox does not do what the lifecycle says of "
        f"{', '.join(names[:_MOST])}{more}: write behaviour/*.py, else their transitions fail there"
    )


def _moves(cell: Transition) -> bool:
    """Whether an operation leads from a state to another one, and nowhere else."""
    return bool(cell.to) and cell.state not in cell.to
