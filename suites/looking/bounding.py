"""Filters that are a bound: what one of a number, or of a time, lets in and keeps out.

A time may be known more finely than it is written: of what stands at the very second of a bound
nobody can tell on which side it is, but where all are counted in whole seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from operator import ge, gt, le, lt
from typing import Any

from contracts.model import Field, Parameter
from suites.looking.dig import dig
from suites.looking.filters import Item, Probe, nested
from suites.looking.times import SECONDS, is_time, seconds

_HOLDS: dict[str, Callable[[Any, Any], bool]] = {"gt": gt, "gte": ge, "lt": lt, "lte": le}
_DAY = 86_400
_NUMBERS = ("", SECONDS)  # forms whose values are what they are


def probes(row: Parameter, field: Field, items: list[Item]) -> list[Probe]:
    """Return two values of a bound, of which one lets objects in and one does not; none where no
    object has a number or a time there.
    """
    form = field.format or "" if is_time(field.format) else ""
    path = row.filters_by
    known = [value for item in items if (value := _counted(dig(item, path), form)) is not None]
    return [_probe(row, path, form, edge) for edge in _edges(row, form, known)]


def _edges(row: Parameter, form: str, known: list[float]) -> Iterator[float]:
    """Yield the bound that lets in the greatest, or the least, of some values, and one that lets
    in none.
    """
    if not known:
        return
    exact, asked = form in _NUMBERS and not _text(row), row.format or form
    step = 2 * _DAY if "date" in (form, asked) else 1
    inside = 0 if exact and row.compares in ("gte", "lte") else step
    outside = 0 if exact and row.compares in ("gt", "lt") else step
    up = row.compares in ("gt", "gte")
    last = max(known) if up else min(known)
    yield last - inside if up else last + inside
    yield last + outside if up else last - outside


def _probe(row: Parameter, path: str, form: str, edge: float) -> Probe:
    asked = row.format if is_time(row.format) else form
    sharp = form in _NUMBERS and not _text(row)
    test = partial(_holds, path=path, form=form, word=row.compares, edge=edge, sharp=sharp)
    return Probe(nested(row, _written(edge, asked or "")), test)


def _holds(item: Item, *, path: str, form: str, word: str, edge: float, sharp: bool) -> bool | None:
    value = _counted(dig(item, path), form)
    if value is None or (not sharp and abs(value - edge) < 1):
        return None
    return _HOLDS[word](value, edge)


def _text(row: Parameter) -> bool:
    """Whether a bound is sent as the text of a time."""
    return is_time(row.format) and row.format != SECONDS


def _counted(value: Any, form: str) -> float | None:
    """Return a value as a number: a time in seconds; None where it is none."""
    if form:
        return seconds(value, form)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def _written(at: float, form: str) -> Any:
    """Return a number, or a time in a form."""
    if form in _NUMBERS:
        return int(at) if float(at).is_integer() else at
    if form == "milliseconds":
        return int(at * 1000)
    moment = datetime.fromtimestamp(at, UTC)
    if form == "rfc2822":
        return format_datetime(moment)
    return moment.strftime("%Y-%m-%d" if form == "date" else "%Y-%m-%dT%H:%M:%SZ")
