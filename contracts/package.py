"""Which files an API package has, and what each is: none in its folder is passed over in silence.

Its Python (`laws/`, `faults/`, `behaviour/`) is not read here, nor anywhere in this room.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from contracts.conventions import FILE
from contracts.errors import ContractError

PYTHON = ("behaviour", "faults", "laws")  # folders with Python of the package's own
SHARED, CLAUSES, RECORDINGS, PRESETS = "shared", "clauses", "recordings", "presets"
RETIRED = "retired.yaml"  # ids that are asked no more
COVER = "smoke.yaml"  # what a smoke run asks
KILLS = "kills.json"  # what it was computed from
IMPORTED = "imported.yaml"  # what an import could not read, and what it wrote
OVERLAY = "overlay.yaml"  # what lies over an imported package when it is made again
FACTS = "facts.yaml"  # of recordings; beside it stand laws of the package's own
_SHARED = ("enums.yaml", "fields.yaml")
_PARAMETERS = (SHARED, "parameters")
_MARKER = "__init__.py"  # what packaging tools want in a folder; nothing in it is read
_OTHERS = (
    *PYTHON, SHARED, CLAUSES, RECORDINGS, PRESETS, FILE, RETIRED, COVER, KILLS, IMPORTED, OVERLAY,
    _MARKER,
)  # fmt: skip


def resource_files(root: Path) -> list[Path]:
    """Return the files of a package that hold a resource each, in the order of their names.

    Raises ContractError when a file is there that nobody reads, and when there is no package.
    """
    check_there(root)
    return _resources(root, every_file(root))


def _resources(root: Path, files: Iterable[Path]) -> list[Path]:
    found = []
    for path in files:
        parts = path.relative_to(root).parts
        if not _known(parts):
            raise ContractError("/".join(parts), 1, "", _stray(parts))
        if parts[0] not in _OTHERS and path.suffix == ".yaml":
            found.append(path)
    if not found:
        reason = "no file describes a resource: write one, such as ticket.yaml; see `assay init`"
        raise ContractError(FILE, 1, "", reason)
    return found


def check_there(root: Path) -> None:
    """Raise ContractError when there is no package at a path."""
    if not root.is_dir():
        reason = "it is no folder" if root.exists() else "there is no such folder"
        raise ContractError(root.name, 1, "", f"{reason}: an API package is one", root.parent)
    file = root / FILE
    if not file.is_file():
        what = "it is no regular file" if os.path.lexists(file) else "there is no such file"
        reason = f"{what}; it says what holds for every operation of the API"
        raise ContractError(FILE, 1, "", reason)


def facts(root: Path) -> list[Path]:
    """Return the files of a package that are read as data, in the order of their names.

    Raises ContractError when a file is there that nobody reads.
    """
    check_there(root)
    files = list(every_file(root))
    _resources(root, files)
    return [path for path in files if path.suffix == ".yaml"]


def every_file(root: Path) -> Iterator[Path]:
    """Yield all files but hidden ones and what Python compiles.

    Raises ContractError when one is no file that can be read to its end (a pipe, a link to nothing)
    or stands elsewhere: links to folders are not followed, nor files that are not in the package.
    """
    home = root.resolve()
    for path in sorted(root.rglob("*")):
        names = path.relative_to(root).parts
        if any(n.startswith(".") or n == "__pycache__" for n in names):
            continue
        if reason := _strange(path, home):
            raise ContractError("/".join(names), 1, "", reason)
        if not path.is_dir():
            yield path


def _strange(path: Path, home: Path) -> str:
    """Return why a path is no file of a package, "" for one and for a folder."""
    if not path.is_symlink():
        return "" if path.is_dir() or path.is_file() else "no regular file"
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "no regular file: a link that leads to nothing, or in a circle"
    if not target.is_relative_to(home):
        return "a link that leads out of the package"
    return (
        "a link to a folder is not followed"
        if target.is_dir()
        else ("" if target.is_file() else "no regular file")
    )


def _known(parts: tuple[str, ...]) -> bool:
    if parts[0] in PYTHON and len(parts) > 1:
        return parts[-1].endswith(".py")
    if parts[0] == SHARED and len(parts) > 1:
        fragment = parts[:-1] == _PARAMETERS and parts[-1].endswith(".yaml")
        return parts[1:] in [(name,) for name in _SHARED] or fragment
    if parts[0] == RECORDINGS and len(parts) > 1:
        return len(parts) == 2 and (parts[1] == FACTS or parts[1].endswith(".py"))
    if parts[0] in (CLAUSES, PRESETS) and len(parts) > 1:
        return len(parts) == 2 and parts[1].endswith(".yaml")
    notes = len(parts) == 1 and parts[0].endswith(".md")
    return parts[-1].endswith(".yaml") or parts in [(KILLS,), (_MARKER,)] or notes


def _stray(parts: tuple[str, ...]) -> str:
    wanted = {
        SHARED: "enums.yaml, fields.yaml and parameters/*.yaml",
        CLAUSES: "*.yaml",
        PRESETS: "*.yaml",
        RECORDINGS: f"{FACTS} and *.py",
        **dict.fromkeys(PYTHON, "*.py"),
    }
    place = parts[0] if len(parts) > 1 and parts[0] in wanted else ""
    there = wanted.get(place, "*.yaml")
    return f"nobody reads this file; in {place or 'a package'} there are {there}"
