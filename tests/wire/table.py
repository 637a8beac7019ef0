"""How a change gets its row: a decorator that takes name and reason from the function."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc

from tests.wire.message import Ask, Change, Tell


class Table(dict[str, Change]):
    """Changes by name, in the order of their functions."""

    def tells(self, source: str, alone: bool = False) -> Callable[[Tell], Tell]:
        """Enter a function that changes answers."""

        def enter(function: Tell) -> Tell:
            self._add(function, Change(*_told(function, source), tell=function, alone=alone))
            return function

        return enter

    def asks(self, source: str, alone: bool = False) -> Callable[[Ask], Ask]:
        """Enter a function that changes requests, or answers them itself."""

        def enter(function: Ask) -> Ask:
            self._add(function, Change(*_told(function, source), ask=function, alone=alone))
            return function

        return enter

    def pair(
        self, source: str, ask: Ask, alone: bool = False, spells: bool = False
    ) -> Callable[[Tell], Tell]:
        """Enter a function that changes answers, with one that changes requests."""

        def enter(function: Tell) -> Tell:
            change = Change(*_told(function, source), ask, function, alone, spells)
            self._add(function, change)
            return function

        return enter

    def _add(self, function: Ask | Tell, change: Change) -> None:
        if change.name in self:
            raise ValueError(f"two changes are named {function.__name__}")
        self[change.name] = change


def _told(function: Ask | Tell, source: str) -> tuple[str, str, str]:
    return function.__name__, source, cleandoc(function.__doc__ or "")
