"""What several laws of a group ask for together: it is sent when the first of them needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from suites.law import Unavailable

T = TypeVar("T")


class Once(Generic[T]):
    """Calls `ask` once; every law gets what it returned, or the Unavailable that it raised."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._found: list[T] = []
        self._lacking: Unavailable | None = None

    def get(self) -> T:
        """Return what was answered. Raises Unavailable, the same each time."""
        if self._lacking is not None:
            raise self._lacking
        if not self._found:
            try:
                self._found.append(self._ask())
            except Unavailable as lacking:
                self._lacking = lacking
                raise
        return self._found[0]
