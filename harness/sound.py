"""Whether what was read of a file is of the kinds that it says: a run's file may be anybody's.

What is none of them is told as damage where it is read, and breaks nothing further on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from math import isfinite
from typing import Any, TypeVar

from harness.verdict import ORDER

_LAST = 2.5e11  # seconds since 1970: the year 9892; no calendar goes on for ever
_CELL = 3  # texts of a cell
_LEVELS = ("must", "should", "probe")
T = TypeVar("T")
Fits = Callable[[Any], bool]


def _number(value: Any) -> bool:
    return _whole(value) or (type(value) is float and isfinite(value))


def _time(value: Any) -> bool:
    return _number(value) and 0 <= value < _LAST


def _begun(value: Any) -> bool:
    """Whether it is when an exchange began; in a record it is its place, with -1 for by chance."""
    return _time(value) or (_number(value) and value == -1)


def _whole(value: Any) -> bool:
    return type(value) is int and abs(value) < 2**63


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


def _mapped(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _of(*kinds: type) -> Fits:
    return lambda value: type(value) in kinds


def _each(fits: Fits) -> Fits:
    return lambda value: isinstance(value, dict) and all(map(fits, value.values()))


def _listed(fits: Fits) -> Fits:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _having(fits: Fits, *names: str) -> Fits:
    return lambda value: isinstance(value, dict) and all(fits(value.get(name)) for name in names)


def _life(value: Any) -> bool:
    """Whether it is the states and cells of a lifecycle: claim, state and label of each."""
    return _having(_texts, "states")(value) and _listed(
        lambda cell: _texts(cell) and len(cell) == _CELL
    )(value.get("cells"))


def _point(value: Any) -> bool:
    """Whether it is a run of a trend; one that says nothing of musts is none, and no harm."""
    return isinstance(value, dict) and (
        not value.get("musts") or _having(_whole, "held", "musts")(value)
    )


# By how a field is annotated; what is not among them is looked at where it is made.
_FITS: dict[str, Fits] = {
    "str": _of(str), "bool": _of(bool), "int": _whole,
    "float": _number, "str | None": _of(str, type(None)), "tuple[str, ...]": _texts,
    "Mapping[str, str]": _mapped, "Level": lambda v: v in _LEVELS,
    "Level | None": lambda v: v is None or v in _LEVELS, "Status": lambda v: v in ORDER,
}  # fmt: skip
_NAMED: dict[str, Fits] = {"started": _begun}
# Of a header or a footer: what is there, and is not null, has to be of its kind.
_KINDS: dict[str, Fits] = {
    **dict.fromkeys(
        ("run", "base_url", "profile", "version", "api_version", "format", "settings",
         "below"), _of(str)
    ),
    **dict.fromkeys(("started", "finished"), _time), "seconds": _number,
    **dict.fromkeys(("requests", "planned", "answered", "seed", "workers"), _of(int)),
    **dict.fromkeys(("only", "resources", "unreached", "asked"), _texts),
    **dict.fromkeys(("fixed", "expired", "sometimes", "lost", "warned"), _texts),
    **dict.fromkeys(("files", "operations", "places", "rows", "clauses", "sources"), _mapped),
    **dict.fromkeys(("contracts", "declared", "previous"), _of(dict)),
    "ids": _each(lambda value: isinstance(value, str) or _texts(value)),
    "faults": _each(_texts), "lifecycles": _each(_life),
    "baseline": _having(_texts, "notes", "new", "before", "mended"),
    "short": _having(_number, "judged", "of", "required"),
    "known": _listed(_having(_of(str), "id")), "trend": _listed(_point),
    "complete": _of(bool),
}  # fmt: skip


def sound(value: T) -> T:
    """Return a value whose fields are what they say. Raises TypeError for another."""
    kind: Any = type(value)
    for name, fits in _checks(kind):
        if not fits(getattr(value, name)):
            message = f"{name} is {str(getattr(value, name))[:80]!r}"
            raise TypeError(message)
    return value


def told(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a header or a footer whose entries are of their kinds. Raises TypeError."""
    for name, value in record.items():
        if value is not None and name in _KINDS and not _KINDS[name](value):
            message = f"{name} is {str(value)[:80]!r}"
            raise TypeError(message)
    return record


@cache
def _checks(kind: Any) -> tuple[tuple[str, Fits], ...]:
    found: Any = fields(kind)
    kinds = ((one.name, _NAMED.get(one.name) or _FITS.get(one.type)) for one in found)
    return tuple((name, fits) for name, fits in kinds if fits is not None)
