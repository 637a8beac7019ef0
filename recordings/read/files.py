"""Reads recorded traffic: cassettes (YAML or JSON) and HAR archives, files or whole folders.

A recording is somebody else's file. One that cannot be read is a recording with a reason, never an
exception; nothing in it is executed, and sizes and depths have limits.
"""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from recordings.read.entries import PLACES, Outline, Reader, outlines, raws
from recordings.read.model import NOTHING, Raw, Recorded, Recording, recorded
from recordings.read.streams import parts
from recordings.read.yaml import documents

__all__ = ["Raw", "Recorded", "Recording", "read"]

ENDINGS = (".yml", ".yaml", ".json", ".har")
FILE_LIMIT = 128 * 1024 * 1024
_TRACES = (b"request", b"scope", b"interactions")
_TROUBLE = (
    ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError,
    MemoryError,
)  # fmt: skip


def read(paths: Iterable[str | Path]) -> Iterator[Recording]:
    """Yield a recording for each file, and for each file of a folder that can hold one.

    In a folder, files that hold no recording are passed over in silence.
    """
    for path in map(Path, paths):
        if path.is_dir():
            for found in _walk(path):
                recording = _read(found)
                if recording.exchanges or recording.skipped != NO_RECORDING:
                    yield recording
        else:
            yield _read(path)


NO_RECORDING = "no recording that this program knows"


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n != "node_modules")
        for name in sorted(names):
            if name.lower().endswith(ENDINGS):
                yield Path(root, name)


def _read(path: Path) -> Recording:
    file = str(path)
    try:
        if not path.is_file():
            there = os.path.lexists(path)
            return Recording(file, skipped="no regular file" if there else "no such file")
        if path.stat().st_size > FILE_LIMIT:
            return Recording(file, skipped=f"larger than {FILE_LIMIT} bytes")
        data = path.read_bytes()
    except OSError as trouble:
        return Recording(file, skipped=trouble.strerror or "cannot be read")
    try:
        return _parsed(file, data)
    except _TROUBLE as trouble:
        return Recording(file, skipped=f"cannot be read: {_first_line(trouble)}")


def _first_line(trouble: BaseException) -> str:
    if "int_max_str_digits" in str(trouble):
        return "a number of more digits than any number has"
    lines = str(trouble).splitlines()
    return lines[0][:160] if lines else type(trouble).__name__


def _parsed(file: str, data: bytes) -> Recording:
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        data = data.decode("utf-16", "replace").encode()
    if not any(trace in data for trace in _TRACES):
        return Recording(file, skipped=NO_RECORDING)
    text = data.decode("utf-8-sig", "replace")
    reader, found = _outlined(text)
    if not any(found):
        return Recording(file, skipped=NO_RECORDING)
    sequence = not any(outline.stubs for outline in found if outline)
    return Recording(file, Exchanges(file, text, reader, found), sequence=sequence)


def _outlined(text: str) -> tuple[Reader, tuple[Outline | None, ...]]:
    """Return how a text is read, and what its documents hold. Raises ValueError."""
    if not re.match(r"\s*[\[{]", text):
        return documents, tuple(outlines(documents(text, PLACES)))
    try:
        return parts, tuple(outlines(parts(text, PLACES)))
    except json.JSONDecodeError as trouble:
        try:
            return documents, tuple(outlines(documents(text, PLACES)))  # flow style starts alike
        except ValueError:
            message = f"neither JSON nor YAML ({trouble})"
            raise ValueError(message) from None


class Exchanges(Sequence[Recorded]):
    """The exchanges of a text, made anew whenever they are asked for: it may hold many."""

    def __init__(
        self, file: str, text: str, reader: Reader, known: Sequence[Outline | None]
    ) -> None:
        self._file, self._text, self._reader, self._known = file, text, reader, known

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(outline.count for outline in self._known if outline)

    def __iter__(self) -> Iterator[Recorded]:
        """Yield them in the order of the file."""
        empty = recorded(self._file, 0, NOTHING)
        found = raws(self._reader(self._text, PLACES), self._known)
        return (_exchange(empty, place, make) for place, make in enumerate(found))

    @overload
    def __getitem__(self, place: int) -> Recorded: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Recorded, ...]: ...
    def __getitem__(self, place: int | slice) -> Recorded | tuple[Recorded, ...]:
        """Return one of them, or some."""
        return tuple(self)[place]


def _exchange(empty: Recorded, index: int, make: Callable[[], Raw]) -> Recorded:
    """Return the exchange that an entry holds; `empty` is one of the file that holds nothing."""
    try:
        raw = make()
        if raw is not NOTHING:
            return recorded(empty.file, index, raw)
        return Recorded(empty.file, index, "", empty.exchange, empty.unread)
    except _TROUBLE as trouble:
        return replace(empty, index=index, unread=f"cannot be read: {_first_line(trouble)}")
