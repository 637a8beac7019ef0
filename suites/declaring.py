"""What a declaration of a law must be, told where it stands: a package may have laws of its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from contracts.model import LEVELS, Level


def check_declared(level: Level, *functions: tuple[Callable[..., Any] | None, int]) -> None:
    """Check a level, and functions that are called with so many values each.

    Raises ValueError for a level that is none, TypeError for a function that takes other values.
    """
    if level not in LEVELS:
        message = f"{level!r} is not one of {', '.join(LEVELS)}"
        raise ValueError(message)
    for function, values in functions:
        if function is None:
            continue
        if inspect.iscoroutinefunction(function):
            message = f"{function.__name__} is async: nobody waits for what it returns"
            raise TypeError(message)
        try:
            inspect.signature(function).bind(*range(values))
        except TypeError as trouble:
            named = getattr(function, "__name__", repr(function))
            message = f"{named} is called with {values} values: {trouble}"
            raise TypeError(message) from None
