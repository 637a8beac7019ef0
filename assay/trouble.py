"""Exit codes, and errors that end a command with clear words instead of a traceback."""

from __future__ import annotations

import contextlib
import errno
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

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
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what a full disk, or a limit, is told by
UNTHINKABLE = (errno.ENAMETOOLONG, errno.ELOOP)  # of a name that no file of this system can have
Made = TypeVar("Made")


class Stop(click.ClickException):
    """Ends a command with a message and an exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(line(message))
        self.exit_code = code  # type: ignore[misc] # click reads it of the instance


class Unasked(Stop):
    """A filter matches nothing: nothing is asked (3)."""

    def __init__(self, message: str) -> None:
        super().__init__(message, INCOMPLETE)


def unwritable(place: Path, trouble: OSError) -> str:
    """Return that nothing can be written to a place, and why."""
    return f"cannot write to {place}: {trouble.strerror or trouble}"


def unwritten(place: Path, trouble: OSError, more: str = "") -> Stop:
    """Return how a command ends that cannot write: a full disk (3) is no wrong usage (2)."""
    return Stop(f"{unwritable(place, trouble)}{more}", code_of(trouble))


def code_of(trouble: OSError) -> int:
    """Return the exit code of what cannot be written."""
    return INCOMPLETE if trouble.errno in FULL else USAGE


def temporary(make: Callable[[], Made]) -> Made:
    """Return what is made where temporary files are. Raises Stop (3) where none can be."""
    try:
        return make()
    except OSError as trouble:
        text = f"nothing temporary can be written: {trouble.strerror or trouble}"
        raise Stop(text, INCOMPLETE) from None


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise Stop (2, or 3 where the disk is full) with clear words when a file that the user named
    cannot be written.
    """
    try:
        yield
    except OSError as trouble:
        raise Stop(
            f"cannot write {path}: {trouble.strerror or trouble}", code_of(trouble)
        ) from None


def placed(path: Path) -> None:
    """See that a file can be made where the user named it. Raises Stop when it cannot."""
    with writing(path):
        there = next(folder for folder in path.absolute().parents if folder.exists())
        with tempfile.TemporaryFile(dir=there):
            pass


def writable(folder: Path) -> None:
    """Make a folder that the user named. Raises Stop when nothing can be written to it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as trouble:
        raise unwritten(folder, trouble) from None


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
