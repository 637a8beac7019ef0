"""`reports/out`: the runs that made a folder of their own there, the newest, those to remove."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assay.run.marks import MARK, Mark, held, hold, read_mark
from assay.run.settings import BEGUN, EXPORTED, GATHERED, LEDGER, PACE, PARTS, STOP, UNFINISHED
from reports.formats import Format, formats

SHELF = "reports/out"
LATEST = "latest"
MANY = 50  # runs, above which a run says how to remove old ones
_IN_PARTS = (EXPORTED, PACE, STOP)  # beside what workers write
_LONGEST = 255  # letters of a name of a folder


@cache  # and not as this is imported: workers have no use for formats
def written() -> tuple[str, ...]:
    """Return the names of the files that a run writes beside the mark."""
    files = (form for form in formats() if not form.files)
    names = (name for form in files for name in (form.file, form.unfinished))
    return (LEDGER, UNFINISHED, GATHERED, *names)


@cache
def _folders() -> dict[str, Format]:
    """Return the formats that write a folder, by its name."""
    return {name: f for f in formats() if f.files for name in (f.file, f.unfinished)}


def kept_apart() -> tuple[str, ...]:
    """Return the names of the folders in a run's folder."""
    return (PARTS, BEGUN, *_folders())


@dataclass(frozen=True, slots=True)
class Kept:
    """A run on the shelf, and why it is not to be removed, "" when it may be."""

    folder: Path
    mark: Mark
    why: str


def point(folder: Path) -> bool:
    """Let `latest` beside a folder name it: by a link, or by a file where there are no links.

    Return whether it does. What no run has put there stays.
    """
    latest = folder.parent / LATEST
    if latest.exists() and not latest.is_symlink() and _named_by(latest) is None:
        return False
    new = folder.parent / f".{LATEST}-{folder.name}"
    try:
        try:
            new.symlink_to(folder.name, target_is_directory=True)
        except (OSError, NotImplementedError):
            new.write_text(f"{folder.name}\n", encoding="utf-8")
        new.replace(latest)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        return False
    return True


def follow(path: Path) -> Path:
    """Return the folder that a path means: itself, or the one that a file `latest` names."""
    if path.is_dir():
        return path
    return _named_by(path) or path


def latest(shelf: Path) -> Path | None:
    """Return the folder of the newest run of a shelf, or None without any."""
    found = follow(shelf / LATEST)
    if read_mark(found) is not None:
        return found
    runs = sorted(marked(shelf), key=lambda run: run[1].started)
    return runs[-1][0] if runs else None


def _named_by(path: Path) -> Path | None:
    """Return the folder that a file `latest` names, None when it is no such file."""
    with contextlib.suppress(OSError, UnicodeDecodeError, ValueError):
        if not path.is_file():  # a pipe would be waited for
            return None
        with path.open(encoding="utf-8") as file:  # it may be any file of any size
            name = file.read(_LONGEST + 1).removesuffix("\n")
        if len(name) > _LONGEST:
            return None
        found = path.parent / name
        if found.parent == path.parent and name and (found / MARK).exists():
            return found
    return None


def marked(shelf: Path) -> Iterator[tuple[Path, Mark]]:
    """Yield the folders of a shelf that runs have marked. Links are none."""
    for path in sorted(shelf.iterdir()) if shelf.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            mark = read_mark(path)
            if mark is not None:
                yield path, mark


def runs(shelf: Path) -> list[Kept]:
    """Return the runs of a shelf, the newest first. Raises OSError."""
    linked = {
        path.resolve(): path.name for path in (shelf.iterdir() if shelf.is_dir() else ())
        if path.is_symlink() and path.name != LATEST
    }  # fmt: skip
    found = [
        Kept(path, mark, _reason(path, mark, linked.get(path.resolve(), "")))
        for path, mark in marked(shelf)
    ]  # fmt: skip
    return sorted(found, key=lambda run: (run.mark.started, run.folder.name), reverse=True)


def _reason(folder: Path, mark: Mark, link: str) -> str:
    """Return why a run is not to be removed, "" when it may be."""
    try:
        if held(folder):
            return "it runs"
    except OSError as trouble:
        return f"it cannot be written to: {trouble.strerror}"
    if mark.kept:
        return f"it is kept as {mark.kept}"
    if mark.named:
        return "it was named by --out"
    if mark.folder != folder.name:
        return "it was copied or renamed"
    if link:
        return f"{link} links to it"
    strange = next(_others(folder), "")
    return f"it holds {strange}, which no run has written" if strange else ""


def _others(folder: Path) -> Iterator[str]:
    """Yield the names of what no run has written."""
    yield from odd_parts(folder)
    for path in sorted(folder.iterdir()):
        known = {MARK, *written()}
        if path.name not in kept_apart() and (path.name not in known or path.is_dir()):
            yield path.name


def odd_parts(folder: Path) -> Iterator[str]:
    """Yield the names of what no run has written in the folders of a run's folder."""
    yield from (odd for name, form in _folders().items() for odd in _odd(folder / name, form))
    yield from (name for name in (PARTS, BEGUN) if _no_folder(folder / name))
    parts = folder / PARTS
    if parts.is_dir() and not parts.is_symlink():
        for path in sorted(parts.iterdir()):
            if path.is_dir() or (path.suffix != ".ndjson" and path.name not in _IN_PARTS):
                yield f"{PARTS}/{path.name}"


def _no_folder(path: Path) -> bool:
    """Whether something else stands where a folder is expected, a link to one as well."""
    return path.is_symlink() or (path.exists() and not path.is_dir())


def _odd(folder: Path, form: Format) -> Iterator[str]:
    """Yield the names of what a format that writes a folder has not written there."""
    if _no_folder(folder):
        yield folder.name
    elif folder.exists():
        for path in sorted(folder.iterdir()):
            if path.is_dir() or not form.wrote(path.name):
                yield f"{folder.name}/{path.name}"


def prune(shelf: Path, keep: int) -> tuple[list[Kept], list[Kept]]:
    """Remove the runs beyond the newest `keep`; return those removed, and those that stay.

    Raises OSError.
    """
    gone, stay = [], []
    for run in runs(shelf)[keep:]:
        if run.why or not _remove(run.folder):
            stay.append(run if run.why else replace(run, why="it runs"))
        else:
            gone.append(run)
    link = shelf / LATEST
    if gone and (link.is_symlink() or link.is_file()) and not follow(link).is_dir():
        newest = latest(shelf)
        if newest is None or not point(newest):
            link.unlink(missing_ok=True)
    return gone, stay


def _remove(folder: Path) -> bool:
    """Remove a run, its mark last; return False when it has begun to run again meanwhile."""
    try:
        own = hold(folder)
    except BlockingIOError:
        return False
    try:
        for path in folder.iterdir():
            if path.name in kept_apart():
                shutil.rmtree(path)
            elif path.name != MARK:
                path.unlink()
    finally:
        own.release()  # some systems remove no file that is open
    (folder / MARK).unlink()
    folder.rmdir()
    return True


def keep(folder: Path, word: str) -> bool:
    """Mark a run as kept, "" as any other; return False when a run holds it. Raises OSError."""
    mark = read_mark(folder)
    if mark is None:
        message = "no run has marked it"
        raise FileNotFoundError(message)
    try:
        own = hold(folder)
    except BlockingIOError:
        return False
    try:
        own.write(replace(mark, kept=word))
    finally:
        own.release()
    return True
