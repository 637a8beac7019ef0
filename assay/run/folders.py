"""The folder of one run: nobody else writes there while it goes on, nothing of others is replaced.

By default a run makes one of its own below `reports/out`, and `latest` there names the newest. The
folder that a user names is that run's own as well.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from assay.run.marks import Hold, Mark, hold, read_mark
from assay.run.settings import Settings
from assay.run.shelf import MANY, SHELF, kept_apart, marked, odd_parts, point, written
from assay.telling import kept
from assay.trouble import USAGE, Stop, unwritten
from reports.formats import remove

_ELSEWHERE = "give another folder by --out"


@contextlib.contextmanager
def owned(settings: Settings, out: str | None) -> Iterator[Settings]:
    """Yield settings that write to a folder of this run alone, emptied of what an earlier one left.

    `out` is the folder that the user named, if any. Raises Stop (2) when it cannot be had.
    """
    folder = placed(settings, out)
    own = held(folder)
    found = replace(settings, out=str(folder))
    try:
        _take(own, found, named=out is not None)
        if out is None:
            tell(folder)
        yield found
    finally:
        own.withdraw()


def placed(settings: Settings, out: str | None) -> Path:
    """Return the folder of a run: `out` where the user named one, else a new one of its own.

    Raises Stop (2).
    """
    try:
        return resolved(Path(out)) if out is not None else _new(settings)
    except OSError as trouble:
        text = f"the working folder cannot be used: {trouble.strerror}; {_ELSEWHERE}"
        raise Stop(text, USAGE) from None


def mark_of(settings: Settings, folder: Path, *, named: bool) -> Mark:
    """Return the mark of a run's folder; `named` is whether the user named it."""
    return Mark(settings.run, folder.name, kept(settings.base_url), settings.started, named)


def resolved(path: Path) -> Path:
    """Return the whole path of a folder. Raises Stop where links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as trouble:  # which of them depends on the version of Python
        reason = getattr(trouble, "strerror", None) or "its links lead in a circle"
        raise Stop(f"{path} cannot be used: {reason}; {_ELSEWHERE}", USAGE) from None


def tell(folder: Path) -> None:
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


def held(folder: Path) -> Hold:
    """Make a folder and hold it. Raises Stop when a run holds it or something strange is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own = hold(folder)
    except BlockingIOError:
        text = f"another run writes to {folder} at this moment; {_ELSEWHERE}"
        raise Stop(text, USAGE) from None
    except OSError as trouble:
        raise unwritten(folder, trouble) from None
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
    for path in (folder / name for name in written()):
        if path.is_dir() or (not marked and (path.exists() or path.is_symlink())):
            return path.name
    there = (name for name in kept_apart() if (folder / name).exists())
    return odd or ("" if marked else next(there, ""))


def _take(own: Hold, settings: Settings, *, named: bool) -> None:
    """Mark a folder for a run, take away what an earlier run left, so that nothing old is taken for
    new, and make what its workers write to. Raises Stop.
    """
    folder, new = settings.folder, read_mark(settings.folder) is None
    try:
        own.write(mark_of(settings, folder, named=named))
        for name in written():
            (folder / name).unlink(missing_ok=True)
        for name in kept_apart():
            remove(folder / name)
        settings.parts.mkdir()
        settings.write()
    except OSError as trouble:
        if new:
            own.erase()
            shutil.rmtree(settings.parts, ignore_errors=True)
        raise unwritten(folder, trouble) from None
