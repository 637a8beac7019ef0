"""Writes a file that a user named: whole, or as it was before; nothing else is touched."""

from __future__ import annotations

import contextlib
import errno
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

NO_FILE = "it is there, and no file"


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file, in the place of one that is there, and return where it is; a link stays one.

    Raises OSError, also where a pipe or a device is in the way: neither can be whole.
    """
    return _put(path, lambda begun: begun.write_bytes(data))


def copy_whole(source: Path, path: Path) -> Path:
    """Copy a file, of any length, as `write_whole` writes one. Raises OSError."""
    return _put(path, lambda begun: shutil.copyfile(source, begun))


def _put(path: Path, fill: Callable[[Path], object]) -> Path:
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, NO_FILE)
    try:
        there = path.resolve()
    except RuntimeError as trouble:  # links in a circle, which older versions of Python tell so
        raise OSError(errno.ELOOP, "its links lead in a circle") from trouble
    begun = there.with_name(f".assay-{secrets.token_hex(6)}")
    try:
        fill(begun)
        begun.replace(there)
    except BaseException:  # an interruption as well
        with contextlib.suppress(OSError):
            begun.unlink(missing_ok=True)
        raise
    return path
