"""Ids of claims that a package asks no more: what asks the same now, or why nothing does."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
    if keys:
        _check(renamed, keys)
    return Retired(renamed, gone)


def _check(renamed: dict[str, str], keys: dict[str, Reader]) -> None:
    """Refuse old ids that lead nowhere: to themselves, or to what is old as well."""
    places = keys["renamed"].entries() if "renamed" in keys else {}
    gone = keys["gone"].entries() if "gone" in keys else {}
    for old, new in renamed.items():
        if old in gone:
            raise gone[old].refuse(f"{old!r} is renamed as well: it has one fate")
        if new in renamed or new in gone:
            raise places[old].refuse(f"{new!r} is an old id itself: name what asks the same now")


def check_retired(
    package: Path, known: Collection[str], anywhere: Callable[[], Collection[str]]
) -> None:
    """Raise ContractError where an old id is asked still, or its new one is no claim's.

    `known` are the claims of a standard run, `anywhere` returns those of any.
    """
    told = retired(package)
    wrong = [old for old in (*told.renamed, *told.gone) if old in known] or [
        new for new in told.renamed.values() if new not in known and new not in anywhere()
    ]
    if not wrong:
        return
    keys = Reader.open(package, package / RETIRED).mapping({"renamed", "gone"})
    for section in keys.values():
        for old, place in section.entries().items():
            if old in wrong:
                raise place.refuse(f"{old!r} is asked still")
    for new in keys["renamed"].entries().values() if "renamed" in keys else ():
        if new.text() in wrong:
            raise new.refuse(f"{new.text()!r} is no claim")
