"""Ids of claims that a package asks no more: what asks the same now, or why nothing does."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from contracts.package import RETIRED
from contracts.reader import Reader


@dataclass(frozen=True, slots=True)
class Retired:
    """`renamed` has new ids by old ones, `gone` the reasons of those that nothing replaces."""

    renamed: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)


@cache
def retired(package: Path) -> Retired:
    """Return the retired ids of an API package, none when it has no such file.

    Raises ContractError.
    """
    path = package / RETIRED
    if not path.exists():
        return Retired()
    keys = Reader.open(package, path).mapping({"renamed", "gone"})
    renamed, gone = (
        {old: new.text() for old, new in keys[name].entries().items()} if name in keys else {}
        for name in ("renamed", "gone")
    )
    return Retired(renamed, gone)
