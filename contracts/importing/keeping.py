"""What an import writes to a folder, and how what was added there by hand is kept.

What an import wrote is told by its fingerprint: a file that was edited since is not written over.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import yaml

from contracts.importing.limits import Limits
from contracts.importing.whole import Imported
from contracts.importing.writing import dump
from contracts.package import IMPORTED, OVERLAY


class EditedError(Exception):
    """Files of an imported package were edited by hand. The message names them."""


def print_of(text: str) -> str:
    """Return the fingerprint of a file."""
    return sha256(text.encode()).hexdigest()[:16]


def record(found: Imported, document: str) -> str:
    """Return the file that says what was imported, and what could not be read."""
    told = {
        "document": document, "operations": found.operations, "rows": found.rows,
        **grouped(found.limits),
        "files": {name: print_of(text) for name, text in sorted(found.files.items())},
    }  # fmt: skip
    return (
        "# Written by `assay import openapi`; docs/importing.md says what the lists mean.\n"
        + dump(told)
    )


def grouped(limits: Limits) -> dict[str, list[str]]:
    """Return the lines of an import by kind, for people."""
    found: dict[str, list[str]] = {}
    for limit in limits:
        found.setdefault(limit.kind.replace(" ", "_"), []).append(
            f"{limit.pointer}: {limit.reason}"
        )
    return found


def written(
    found: Imported, document: str, folder: Path
) -> tuple[dict[Path, str], tuple[Path, ...]]:
    """Return the files that a package is written to, and those that an earlier import wrote and
    that are no part of it now. Raises EditedError, OSError.
    """
    earlier = _earlier(folder)
    edited = [name for name, mark in earlier.items() if _edited(folder / name, mark)]
    strange = [name for name in found.files
               if name not in earlier and (folder / name).exists()]  # fmt: skip
    if edited or strange:
        names = ", ".join(sorted([*edited, *strange])[:5])
        raise EditedError(
            f"{folder}: not written by an import, or edited since: {names}; move what was added "
            f"to {OVERLAY}, or import to another folder"
        )
    texts = {**found.files, IMPORTED: record(found, document)}
    gone = (folder / name for name in sorted(set(earlier) - set(found.files)))
    return {folder / name: text for name, text in texts.items()}, tuple(gone)


def _earlier(folder: Path) -> dict[str, str]:
    """Return what an import wrote to a folder, and the fingerprint of each file."""
    try:
        told = yaml.safe_load((folder / IMPORTED).read_text(encoding="utf-8"))
        return {str(name): str(mark) for name, mark in told["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError):
        return {}


def _edited(path: Path, mark: str) -> bool:
    try:
        return print_of(path.read_text(encoding="utf-8")) != mark
    except FileNotFoundError:
        return False
    except UnicodeDecodeError:
        return True
