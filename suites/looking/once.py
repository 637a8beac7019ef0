"""Answers that several laws of a group look at: asked once, by the first of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


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
