"""What families speak of: the operations of the contracts, by kind and by what they take."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contracts.model import Contracts, Operation

Pick = Callable[[Operation], bool]
Operations = Callable[[Contracts], Iterator[Operation]]


def operations(pick: Pick = lambda _operation: True) -> Operations:
    """Return the subjects of a family: every operation that `pick` accepts, in their order."""

    def found(contracts: Contracts) -> Iterator[Operation]:
        return (operation for operation in contracts.operations if pick(operation))

    return found


def kind(*names: str) -> Operations:
    """Return the operations of some kinds: list, search, create, retrieve, update, action."""
    return operations(lambda operation: operation.kind in names)


def called(*ids: str) -> Operations:
    """Return the operations with some ids."""
    return operations(lambda operation: operation.id in ids)


def takes(operation: Operation, name: str) -> bool:
    """Whether an operation has a row of that name, in its query or its body."""
    return any(row.name == name for row in operation.sent)
