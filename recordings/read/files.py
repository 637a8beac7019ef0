"""Reads recorded traffic: cassettes (YAML or JSON) and HAR archives, files or whole folders.

A recording is somebody else's file. One that cannot be read is a recording with a reason, never an
exception; nothing in it is executed, and sizes and depths have limits.
"""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from recordings.read import har, vcr
from recordings.read.model import Raw, Recorded, Recording, recorded
from recordings.read.yaml import MOST, TOO_MANY, crowded, documents

__all__ = ["Raw", "Recorded", "Recording", "read"]

ENDINGS = (".yml", ".yaml", ".json", ".har")
FILE_LIMIT = 128 * 1024 * 1024
_OPENED = re.compile(r'"(?:[^"\\]|\\.)*+"|([\[{])')
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
    found: list[Recorded] = []
    known, sequence = False, True
    for document in _documents(text):
        raws = _raws(document)
        if raws is not None:
            known = True
            sequence = sequence and not vcr.stubs(document)
            first = len(found)
            found += [_exchange(file, first + place, raw) for place, raw in enumerate(raws)]
    if not known:
        return Recording(file, skipped=NO_RECORDING)
    return Recording(file, tuple(found), sequence=sequence)


def _exchange(file: str, index: int, raw: Raw) -> Recorded:
    try:
        return recorded(file, index, raw)
    except _TROUBLE as trouble:
        empty = recorded(file, index, Raw("", ""))
        return replace(empty, unread=f"cannot be read: {_first_line(trouble)}")


def _documents(text: str) -> Iterable[Any]:
    if re.match(r"\s*[\[{]", text):
        if crowded(text) and sum(1 for found in _OPENED.finditer(text) if found[1]) > MOST:
            raise ValueError(TOO_MANY)
        try:
            return [json.loads(text)]
        except ValueError as trouble:
            try:
                return documents(text)  # flow style YAML starts alike
            except ValueError:
                message = f"neither JSON nor YAML ({trouble})"
                raise ValueError(message) from None
    return documents(text)


def _raws(document: Any) -> Iterable[Raw] | None:
    found = har.entries(document)
    if found is not None:
        return list(har.read(found))
    found = har.nock_entries(document)
    if found is not None:
        return list(har.read_nock(found))
    found = vcr.interactions(document)
    return None if found is None else list(vcr.read(found))
