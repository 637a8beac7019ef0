"""What is worked out once: of an operation and its contracts, or by the first law that asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

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


class Once(Generic[T]):
    """Calls a function when its result is asked for first, and keeps it, or what it raised."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._found: list[T] = []
        self._trouble: Exception | None = None

    def __call__(self) -> T:
        """Return the result. Raises what the function raised."""
        if self._trouble is not None:
            raise self._trouble
        if not self._found:
            try:
                self._found.append(self._ask())
            except Exception as trouble:
                self._trouble = trouble
                raise
        return self._found[0]
