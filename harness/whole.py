"""Writes files that a user named: whole, or as they were before; nothing else is touched.

What is written stands under another name beside its place until all of it is there: a disk that is
full, a limit of files or an interruption leaves no half of anything, and no folder that was made
for it.
"""

from __future__ import annotations

import contextlib
import errno
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

NO_FILE = "it is there, and no file"
_Fill = Callable[[Path], object]


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file, in the place of one that is there, and return where it is; a link stays one.

    Folders that are missing are made. Raises OSError, also where a pipe or a device is in the way:
    neither can be whole.
    """
    write_all({path: data})
    return path


def write_all(files: Mapping[Path, bytes], gone: Iterable[Path] = ()) -> None:
    """Write files as `write_whole` does, all of them or none; then remove those that are `gone`.

    Raises OSError.
    """
    _put({path: partial(Path.write_bytes, data=data) for path, data in files.items()})
    for path in gone:
        path.unlink(missing_ok=True)


def copy_whole(source: Path, path: Path) -> Path:
    """Copy a file, of any length, as `write_whole` writes one. Raises OSError."""
    _put({path: lambda begun: shutil.copyfile(source, begun)})
    return path


@contextlib.contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Make the folder of a path; what of it was missing is gone again where the block fails.

    Raises OSError.
    """
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:  # an interruption as well
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _put(files: Mapping[Path, _Fill]) -> None:
    begun: dict[Path, Path] = {}
    with contextlib.ExitStack() as stack:
        for path, fill in files.items():
            there = _place(path)
            stack.enter_context(folder_for(there))
            new = begun[there] = there.with_name(f".assay-{secrets.token_hex(6)}")
            stack.callback(_forget, new)
            fill(new)
        for there, new in begun.items():
            new.replace(there)


def _place(path: Path) -> Path:
    """Return where a file is to stand. Raises OSError where that is no place for one."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, NO_FILE, str(path))
    try:
        return path.resolve()
    except RuntimeError as trouble:  # links in a circle, which older versions of Python tell so
        raise OSError(errno.ELOOP, "its links lead in a circle", str(path)) from trouble


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
