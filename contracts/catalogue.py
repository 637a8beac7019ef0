"""The catalogue of clauses: every checkable statement, its level, its source, what judges it.

A clause names globs over verdict ids (`checks`) or the reason why nothing judges it (`excluded`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from fnmatch import filter as matching
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


def check_catalogue(
    package: Path, known: Collection[str], anywhere: Callable[[], Collection[str]]
) -> None:
    """Raise ContractError where a clause names no claim of any run as what judges it.

    `known` are the claims of a standard run, `anywhere` returns those of any. The last word of a
    glob may be a place inside a claim.
    """
    globs = {glob for clause in catalogue(package) for glob in clause.checks}
    lost = _lost(globs, known)
    lost = _lost(lost, anywhere()) if lost else lost
    for file in sorted((package / CLAUSES).glob("*.yaml")) if lost else ():
        for entry in Reader.open(package, file).items():
            keys = entry.entries()
            for glob in keys["checks"].items() if "checks" in keys else ():
                if glob.text() in lost:
                    raise glob.refuse(f"{glob.text()!r} fits no claim: nothing judges this clause")


def _lost(globs: Collection[str], names: Collection[str]) -> set[str]:
    """Return the globs that fit none of some names; nor does what they name a place of.

    Of long lists of names only those are looked at that have a glob's rarest word.
    """
    having: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in name.split("."):
            having[word].append(name)

    def fits(glob: str) -> bool:
        words = [word for word in glob.split(".") if not set(word) & set("*?[")]
        near = min((having.get(word, []) for word in words), key=len, default=names)
        return fitting(near, glob)

    return {glob for glob in globs if not fits(glob) and not fits(glob.rpartition(".")[0])}


def fitting(names: Collection[str], glob: str) -> bool:
    """Whether any name fits a glob. To make a pattern of each of many globs takes longer than to
    look for their words.
    """
    if set(glob) & set("?["):
        return bool(matching(names, glob))
    first, *inside = glob.split("*")
    if not inside:
        return glob in names
    *between, last = inside
    return any(name.startswith(first) and _holds(name, len(first), between, last) for name in names)


def _holds(name: str, start: int, between: Iterable[str], last: str) -> bool:
    """Whether a name goes on from `start` with some texts, in their order, and ends with `last`."""
    for text in between:
        start = name.find(text, start)
        if start < 0:
            return False
        start += len(text)
    return name.endswith(last) and len(name) - len(last) >= start


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
