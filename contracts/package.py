"""Which files an API package has, and what each is: none in its folder is passed over in silence.

Its Python (`laws/`, `faults/`, `behaviour/`) is not read here, nor anywhere in this room.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contracts.conventions import FILE
from contracts.errors import ContractError

PYTHON = ("behaviour", "faults", "laws")  # folders with Python of the package's own
SHARED, CLAUSES, RECORDINGS = "shared", "clauses", "recordings"
RETIRED = "retired.yaml"  # ids that are asked no more
COVER = "smoke.yaml"  # what a smoke run asks
KILLS = "kills.json"  # what it was computed from
FACTS = "facts.yaml"  # of recordings; beside it stand laws of the package's own
_SHARED = ("enums.yaml", "fields.yaml")
_PARAMETERS = (SHARED, "parameters")


def resource_files(root: Path) -> list[Path]:
    """Return the files of a package that hold a resource each, in the order of their names.

    Raises ContractError when a file is there that nobody reads.
    """
    found = []
    for path in _files(root):
        parts = path.relative_to(root).parts
        if not _known(parts):
            raise ContractError("/".join(parts), 1, "", _stray(parts))
        if parts[0] not in (*PYTHON, SHARED, CLAUSES, RECORDINGS, FILE, RETIRED, COVER, KILLS):
            found.append(path)
    return found


def facts(root: Path) -> list[Path]:
    """Return the files of a package that are read as data, in the order of their names.

    Raises ContractError when a file is there that nobody reads.
    """
    resource_files(root)
    return [path for path in _files(root) if path.suffix == ".yaml"]


def _files(root: Path) -> Iterator[Path]:
    """Yield all files but hidden ones and what Python compiles.

    Raises ContractError when one is no file that can be read to its end: a pipe, a link to nothing.
    """
    for path in sorted(root.rglob("*")):
        names = path.relative_to(root).parts
        if path.is_dir() or any(n.startswith(".") or n == "__pycache__" for n in names):
            continue
        if not path.is_file():
            raise ContractError(path.relative_to(root).as_posix(), 1, "", "no regular file")
        yield path


def _known(parts: tuple[str, ...]) -> bool:
    if parts[0] in PYTHON and len(parts) > 1:
        return parts[-1].endswith(".py")
    if parts[0] == SHARED and len(parts) > 1:
        fragment = parts[:-1] == _PARAMETERS and parts[-1].endswith(".yaml")
        return parts[1:] in [(name,) for name in _SHARED] or fragment
    if parts[0] == RECORDINGS and len(parts) > 1:
        return len(parts) == 2 and (parts[1] == FACTS or parts[1].endswith(".py"))
    if parts[0] == CLAUSES and len(parts) > 1:
        return len(parts) == 2 and parts[1].endswith(".yaml")
    return parts[-1].endswith(".yaml") or parts == (KILLS,)


def _stray(parts: tuple[str, ...]) -> str:
    wanted = {
        SHARED: "enums.yaml, fields.yaml and parameters/*.yaml",
        CLAUSES: "*.yaml",
        RECORDINGS: f"{FACTS} and *.py",
        **dict.fromkeys(PYTHON, "*.py"),
    }
    place = parts[0] if len(parts) > 1 and parts[0] in wanted else ""
    there = wanted.get(place, "*.yaml")
    return f"nobody reads this file; in {place or 'a package'} there are {there}"
