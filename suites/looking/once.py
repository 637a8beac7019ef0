"""What depends on the contracts alone is computed once, not once an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from contracts.model import Contracts, Operation

T = TypeVar("T")


def per_operation(
    make: Callable[[Operation, Contracts], T],
) -> Callable[[Operation, Contracts], T]:
    """Let a function of an operation and its contracts be called once for each."""
    known: dict[tuple[str, int], tuple[Contracts, T]] = {}

    @wraps(make)
    def once(operation: Operation, contracts: Contracts) -> T:
        key = operation.id, id(contracts)
        if key not in known:
            known[key] = contracts, make(operation, contracts)  # kept, so that its id stays its own
        return known[key][1]

    return once
