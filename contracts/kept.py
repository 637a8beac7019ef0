"""Keeps what was read of an API package, so that the next process need not read it again.

To read and check all files takes longer than a handful of claims. What was made of them is used
only for exactly the files, and the reader, that it was made by; everything else is read anew, and
so a file that is wrong is refused each time.
"""

from __future__ import annotations

import gc
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

import yaml

from caching.beside import keep, place_of, taken

T = TypeVar("T")
_READER = Path(__file__).parent


def kept(name: str, folder: Path, files: Iterable[Path], make: Callable[[], T]) -> T:
    """Return what `make` makes of files below a folder, or what it made of the same ones before.

    `name` tells apart what is made of one folder. Raises what `make` raises; that nothing can be
    kept is no error.
    """
    place = place_of(folder, name, ".kept")
    with uncollected():
        if place is None:
            return make()
        key = _key(folder, files)
        data = taken(place, key)
        if data is not None:
            return cast("T", pickle.loads(data))  # noqa: S301 - ours, whole, kept beside our code
        made = make()
        keep(place, key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        return made


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile.

    Where contracts are read or a plan is made there is little, and hundreds of thousands of values
    that are all needed would be looked through again and again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _key(folder: Path, files: Iterable[Path]) -> bytes:
    """Return what tells a folder, the contents of files, and the reader from all others.

    What is made of files may hold where they are: of a copy it is made anew.
    """
    found = sha256(_reader() + str(folder).encode())
    for file in files:
        data = file.read_bytes()
        found.update(f"{file.relative_to(folder)}\0{len(data)}\0".encode() + data)
    return found.digest()


@cache
def _reader() -> bytes:
    """Return what tells this version of the reader, and of Python, from all others."""
    found = sha256(f"{sys.version} {yaml.__version__}".encode())
    for file in sorted(
        [
            *_READER.glob("*.py"),
            *(_READER / "model").glob("*.py"),
            *(_READER / "presets").glob("*.yaml"),
        ]
    ):
        found.update(file.read_bytes())
    return found.digest()
