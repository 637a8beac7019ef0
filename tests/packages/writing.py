"""Writes what an import makes, as the command does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from contracts.importing.keeping import written
from contracts.importing.whole import Imported
from harness.whole import write_all


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write files below a folder."""
    write_all({folder / name: text.encode() for name, text in files.items()})


def write_package(found: Imported, document: str, folder: Path) -> None:
    """Write a package in the place of what an earlier import wrote. Raises EditedError."""
    texts, gone = written(found, document, folder)
    write_all({path: text.encode() for path, text in texts.items()}, gone)
