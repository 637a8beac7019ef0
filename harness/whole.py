"""Writes a file that a user named: whole, or as it was before; nothing else is touched."""

from __future__ import annotations

import contextlib
import errno
import secrets
from pathlib import Path

NO_FILE = "it is there, and no file"


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file, in the place of one that is there, and return where it is; a link stays one.

    Raises OSError, also where a pipe or a device is in the way: neither can be whole.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, NO_FILE)
    try:
        there = path.resolve()
    except RuntimeError as trouble:  # links in a circle, which older versions of Python tell so
        raise OSError(errno.ELOOP, "its links lead in a circle") from trouble
    begun = there.with_name(f".assay-{secrets.token_hex(6)}")
    try:
        begun.write_bytes(data)
        begun.replace(there)
    except BaseException:  # an interruption as well
        with contextlib.suppress(OSError):
            begun.unlink(missing_ok=True)
        raise
    return path
