"""Keeps what was read of an API package, so that the next process need not read it again.

To read and check all files takes longer than a handful of claims. What was made of them is kept
where Python keeps what it compiles, `__pycache__`, and is trusted as that is: by whoever may write
there, code could be put there as well. It is used only for exactly the files, and the reader, that
it was made by; everything else is read anew, and so a file that is wrong is refused each time.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

import yaml

T = TypeVar("T")
_READER = Path(__file__).parent
_SIZE = sha256().digest_size


def kept(name: str, folder: Path, files: Iterable[Path], make: Callable[[], T]) -> T:
    """Return what `make` makes of files below a folder, or what it made of the same ones before.

    `name` tells apart what is made of one folder. Raises what `make` raises; that nothing can be
    kept is no error.
    """
    if sys.implementation.cache_tag is None:
        return make()
    place = Path(importlib.util.cache_from_source(str(folder / f"{name}.py"))).with_suffix(".kept")
    key = _key(folder, files)
    found = _read(place, key)
    if found is None:
        made = make()
        _write(place, key + _sealed(made))
        return made
    return cast("T", found)


def _key(folder: Path, files: Iterable[Path]) -> bytes:
    """Return what tells the contents of files, and the reader, from all others."""
    found = sha256(_reader())
    for file in files:
        data = file.read_bytes()
        found.update(f"{file.relative_to(folder)}\0{len(data)}\0".encode() + data)
    return found.digest()


@cache
def _reader() -> bytes:
    """Return what tells this version of the reader, and of Python, from all others."""
    found = sha256(f"{sys.version} {yaml.__version__}".encode())
    for file in sorted([*_READER.glob("*.py"), *(_READER / "model").glob("*.py")]):
        found.update(file.read_bytes())
    return found.digest()


def _sealed(made: object) -> bytes:
    data = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    return sha256(data).digest() + data


def _read(place: Path, key: bytes) -> object | None:
    """Return what is kept under a key, None when that is nothing whole or not ours."""
    try:
        if not (_ours(place.parent) and _ours(place)):
            return None
        data = place.read_bytes()
    except OSError:
        return None
    seal, body = data[_SIZE : 2 * _SIZE], data[2 * _SIZE :]
    if data[:_SIZE] != key or sha256(body).digest() != seal:
        return None
    found: object = pickle.loads(body)  # noqa: S301 - ours, whole, and where our own code is kept
    return found


def _ours(path: Path) -> bool:
    """Whether only we, or those who may change Python itself, can have written to a path."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid in (0, os.getuid()) and not found.st_mode & stat.S_IWOTH


def _write(place: Path, data: bytes) -> None:
    """Put a file in place as a whole, where that is allowed."""
    part = place.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with os.fdopen(os.open(part, flags, 0o644), "wb") as file:
                file.write(data)
            part.replace(place)
