"""Filters that are no equality: the bounds of a time, or of a number."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from operator import ge, gt, le, lt
from typing import Any

from contracts.model import Parameter

_MILLISECONDS = 10_000_000_000  # what is above counts these
_MILLI = 1000
_BOUNDS: dict[str, Callable[[Any, Any], bool]] = {"gt": gt, "gte": ge, "lt": lt, "lte": le}


def bounds_of(created: Any) -> list[Callable[[Any], bool]]:
    """Return the tests of a time, which may be a text; what bounds it otherwise bounds nothing."""
    if created is None:
        return []
    if not isinstance(created, dict):
        return [lambda at: bool(at == created)]
    return [partial(_bounded, by=_BOUNDS[name], edge=edge)
            for name, edge in created.items() if name in _BOUNDS]  # fmt: skip


def bound_of(row: Parameter | None) -> Callable[[Any, Any], bool] | None:
    """Return whether a value is within the bound that a row is; None where it is none."""
    if row is None or not row.compares:
        return None
    by = _BOUNDS.get(row.compares)
    return partial(_within, by=by) if by else lambda _found, _edge: True


def _within(found: Any, edge: Any, *, by: Callable[[Any, Any], bool]) -> bool:
    one, other = _counted(found), _counted(edge)
    return one is not None and other is not None and by(one, other)


def _counted(value: Any) -> float | None:
    """Return a number, or a time in seconds, however it is written."""
    if isinstance(value, int | float):
        return value / _MILLI if value > _MILLISECONDS else value
    found = None
    with contextlib.suppress(ValueError, TypeError):
        found = datetime.fromisoformat(value)
    if found is None:
        with contextlib.suppress(ValueError, TypeError):
            found = parsedate_to_datetime(value)
    if found is None:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _bounded(at: Any, *, by: Callable[[Any, Any], bool], edge: Any) -> bool:
    return isinstance(at, str) is isinstance(edge, str) and at is not None and by(at, edge)
