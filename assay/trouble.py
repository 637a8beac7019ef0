"""Exit codes, and errors that end a command with clear words instead of a traceback."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from contracts import ContractError, Contracts, load
from contracts.catalogue import catalogue
from contracts.cover import cover
from contracts.retired import retired
from harness.legible import line

PASSED = 0
BROKEN = 1  # a must was broken
USAGE = 2  # wrong usage or configuration
INCOMPLETE = 3  # the run is incomplete, or checked nothing


class Stop(click.ClickException):
    """Ends a command with a message and an exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(line(message))
        self.exit_code = code  # type: ignore[misc] # click reads it of the instance


class Unasked(Stop):
    """A filter matches nothing: nothing is asked (3)."""

    def __init__(self, message: str) -> None:
        super().__init__(message, INCOMPLETE)


def unwritable(folder: Path, trouble: OSError) -> str:
    """Return that nothing can be written to a folder, and why."""
    return f"cannot write to {folder}: {trouble.strerror or trouble}"


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise Stop (2) with clear words when a file that the user named cannot be written."""
    try:
        yield
    except OSError as trouble:
        raise Stop(f"cannot write {path}: {trouble.strerror}", USAGE) from None


def writable(folder: Path) -> None:
    """Make a folder that the user named. Raises Stop (2) when nothing can be written to it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as trouble:
        raise Stop(f"cannot write to {folder}: {trouble.strerror}", USAGE) from None


def loaded(package: Path) -> Contracts:
    """Return the contracts of a package, beside which its other files can be read.

    Raises Stop (2) with file, line and path.
    """
    with told(package):
        catalogue(package), retired(package), cover(package)
        return load(package)


@contextlib.contextmanager
def told(package: Path) -> Iterator[None]:
    """Raise Stop (2) with file, line and path where a package, or its Python, is broken."""
    try:
        yield
    except ContractError as trouble:
        trouble.root = trouble.root or package
        raise Stop(f"a contract file is broken: {trouble.told}", USAGE) from None
