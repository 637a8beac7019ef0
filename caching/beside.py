"""Keeps bytes where Python keeps what it compiles, `__pycache__`, and trusts them as that is.

By whoever may write there code could be put there as well. What is kept is used only under the key
that it was kept under, when it is whole, and where nobody else can have written it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import stat
import sys
from hashlib import sha256
from pathlib import Path

_SIZE = sha256().digest_size


def place_of(folder: Path, name: str, ending: str) -> Path | None:
    """Return where what is made of files of a folder is kept; None where Python keeps nothing."""
    if sys.implementation.cache_tag is None:
        return None
    return Path(importlib.util.cache_from_source(str(folder / f"{name}.py"))).with_suffix(ending)


def taken(place: Path, key: bytes) -> bytes | None:
    """Return what is kept under a key, None when that is nothing whole or not ours.

    A key is a digest of SHA-256, of all that what is kept depends on.
    """
    try:
        if not (_ours(place.parent) and _ours(place)):
            return None
        data = place.read_bytes()
    except OSError:
        return None
    seal, body = data[_SIZE : 2 * _SIZE], data[2 * _SIZE :]
    whole = data[:_SIZE] == key and sha256(body).digest() == seal
    return body if whole else None


def keep(place: Path, key: bytes, body: bytes) -> None:
    """Keep bytes under a key, where that is allowed: that nothing can be kept is no error."""
    part = place.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with os.fdopen(os.open(part, flags, 0o644), "wb") as file:
                file.write(key + sha256(body).digest() + body)
            part.replace(place)


def _ours(path: Path) -> bool:
    """Whether only we, or those who may change Python itself, can have written to a path."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid in (0, os.getuid()) and not found.st_mode & stat.S_IWOTH
