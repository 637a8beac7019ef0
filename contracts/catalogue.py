"""The catalogue of clauses: every checkable statement, its level, its source, what judges it.

A clause names globs over verdict ids (`checks`) or the reason why nothing judges it (`excluded`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contracts.kept import kept
from contracts.model import LEVELS, Level
from contracts.package import CLAUSES
from contracts.reader import Reader

_KEYS = frozenset({"checks", "excluded", "id", "level", "note", "says", "source", "thorough"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of the catalogue.

    `says` is the promise in a few words; `source` are lines of the reference text (`L25`) or short
    names of public pages; `thorough` says that its checks run in the thorough profile only.
    """

    id: str
    says: str
    level: Level
    source: tuple[str, ...]
    checks: tuple[str, ...] = ()
    excluded: str = ""
    note: str = ""
    thorough: bool = False


@cache
def catalogue(package: Path) -> tuple[Clause, ...]:
    """Return every clause of a package, in the order of the files; it may have none.

    Raises ContractError.
    """
    folder = package / CLAUSES
    files = sorted(folder.glob("*.yaml"))
    return kept("clauses", folder, files, lambda: _read(package, files)) if files else ()


def _read(package: Path, files: Iterable[Path]) -> tuple[Clause, ...]:
    """Read and check the files of a catalogue. Raises ContractError."""
    found: dict[str, Clause] = {}
    for file in files:
        for entry in Reader.open(package, file).items():
            clause = _clause(entry)
            if clause.id in found:
                raise entry.refuse(f"the clause {clause.id} stands here twice")
            found[clause.id] = clause
    return tuple(found.values())


def _clause(reader: Reader) -> Clause:
    keys = reader.mapping(_KEYS, {"id", "level", "says", "source"})
    if ("checks" in keys) == ("excluded" in keys):
        raise reader.refuse("a clause has either 'checks' or 'excluded'")
    checks = keys["checks"].texts() if "checks" in keys else ()
    excluded = keys["excluded"].text() if "excluded" in keys else ""
    if not checks and not excluded:
        raise reader.refuse("'checks' names no verdict, 'excluded' no reason")
    level: Level = keys["level"].one_of(LEVELS)  # type: ignore[assignment]
    return Clause(
        id=keys["id"].text(),
        says=keys["says"].text(),
        level=level,
        source=keys["source"].texts(),
        checks=checks,
        excluded=excluded,
        note=keys["note"].text() if "note" in keys else "",
        thorough="thorough" in keys and keys["thorough"].boolean(),
    )
