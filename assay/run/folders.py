"""The folder of one run: nobody else writes there while it goes on, nothing of others is replaced.

By default a run makes one of its own below `reports/out`, and `latest` there names the newest. The
folder that a user names is that run's own as well.
"""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from assay.run.marks import Hold, Mark, hold, read_mark
from assay.run.settings import PARTS, Settings
from assay.run.shelf import FOLDERS, MANY, SHELF, WRITTEN, marked, odd_parts, point
from assay.telling import kept
from assay.trouble import INCOMPLETE, USAGE, Stop, unwritable
from reports.formats import remove

_ELSEWHERE = "give another folder by --out"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextlib.contextmanager
def owned(settings: Settings, out: str | None) -> Iterator[Settings]:
    """Yield settings that write to a folder of this run alone, emptied of what an earlier one left.

    `out` is the folder that the user named, if any. Raises Stop (2) when it cannot be had.
    """
    try:
        folder = _resolved(Path(out)) if out is not None else _new(settings)
    except OSError as trouble:
        text = f"the working folder cannot be used: {trouble.strerror}; {_ELSEWHERE}"
        raise Stop(text, USAGE) from None
    found = replace(settings, out=str(folder))
    own = _held(folder)
    try:
        _take(own, found, named=out is not None)
        if out is None:
            _tell(folder)
        yield found
    finally:
        own.release()


@contextlib.contextmanager
def beside(out: str, run: Path) -> Iterator[Path]:
    """Yield a folder that the user named, to render a run into; the run's own stays as it is.

    Raises Stop (2) when it cannot be had.
    """
    folder = _resolved(Path(out))
    if folder == run.resolve():
        yield run
        return
    own = _held(folder)
    try:
        mark = read_mark(run) or Mark("", "", "", time.time())
        _mark(own, replace(mark, folder=folder.name, named=True, kept=""))
        yield folder
    finally:
        own.release()


def _resolved(path: Path) -> Path:
    """Return the whole path of a folder. Raises Stop where links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as trouble:  # which of them depends on the version of Python
        reason = getattr(trouble, "strerror", None) or "its links lead in a circle"
        raise Stop(f"{path} cannot be used: {reason}; {_ELSEWHERE}", USAGE) from None


def _tell(folder: Path) -> None:
    """Let `latest` name a new run, and say how old ones are removed when there are many."""
    if not point(folder):
        text = f"note: {SHELF}/latest stays as it is: no run has put there what it is"
        click.echo(text, err=True)
    count = sum(1 for _ in marked(folder.parent))
    if count > MANY:
        text = (
            f"note: {SHELF} holds {count} runs; `assay runs prune --keep {MANY}` removes old ones"
        )
        click.echo(text, err=True)


def _new(settings: Settings) -> Path:
    """Return the folder that a run makes when none was named: the newest is the last by name."""
    began = time.strftime("%Y%m%d-%H%M%S", time.gmtime(settings.started))
    return Path(SHELF).absolute() / f"{began}-{settings.run}"


def _held(folder: Path) -> Hold:
    """Make a folder and hold it. Raises Stop when a run holds it or something strange is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own = hold(folder)
    except BlockingIOError:
        text = f"another run writes to {folder} at this moment; {_ELSEWHERE}"
        raise Stop(text, USAGE) from None
    except OSError as trouble:
        raise _unwritable(folder, trouble) from None
    try:
        _check(folder)
    except Stop:
        own.withdraw()
        raise
    return own


def _check(folder: Path) -> None:
    """Raise Stop when files of others, or a run that is kept, would be replaced."""
    strange, mark = _strange(folder), read_mark(folder)
    if strange:
        text = f"{folder} holds {strange}, which no run has written; {_ELSEWHERE}"
        raise Stop(text, USAGE)
    if mark is not None and mark.kept:
        raise Stop(f"{folder} is kept as {mark.kept}; {_ELSEWHERE}", USAGE)


def _strange(folder: Path) -> str:
    """Return what stands in the way under a name that a run writes to, and is not Assay's."""
    odd = next(odd_parts(folder), "")
    marked = read_mark(folder) is not None
    for path in (folder / name for name in WRITTEN):
        if path.is_dir() or (not marked and (path.exists() or path.is_symlink())):
            return path.name
    there = (name for name in (PARTS, *FOLDERS) if (folder / name).exists())
    return odd or ("" if marked else next(there, ""))


def _take(own: Hold, settings: Settings, *, named: bool) -> None:
    """Mark a folder for a run and make what its workers write to. Raises Stop."""
    folder = settings.folder
    _mark(own, Mark(settings.run, folder.name, kept(settings.base_url), settings.started, named))
    try:
        settings.parts.mkdir()
        settings.write()
    except OSError as trouble:
        raise _unwritable(folder, trouble) from None


def _mark(own: Hold, mark: Mark) -> None:
    """Mark a folder and take away what an earlier run left, so that nothing old is taken for new.

    Raises Stop.
    """
    try:
        own.write(mark)
        for name in WRITTEN:
            (own.folder / name).unlink(missing_ok=True)
        for name in (PARTS, *FOLDERS):
            remove(own.folder / name)
    except OSError as trouble:
        raise _unwritable(own.folder, trouble) from None


def _unwritable(folder: Path, trouble: OSError) -> Stop:
    """Return how a run ends that has no folder: a full disk is no wrong usage."""
    return Stop(unwritable(folder, trouble), INCOMPLETE if trouble.errno in _FULL else USAGE)
