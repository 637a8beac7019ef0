"""What one worker of a run writes: a file of its own, and further ones for many exchanges.

A further file holds nothing but exchanges. Who merges a run copies one and takes it away before the
next, so that what was answered is on disk twice only as far as one of them goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

from harness.ledger import LedgerWriter
from harness.ration import ROOM

SIZE = 4_000_000  # bytes of exchanges in one file
_FURTHER = re.compile(r"(.+)\.(\d{1,9})")


class Part(LedgerWriter):
    """A worker's ledger. `size` is how many bytes of exchanges one file takes."""

    def __init__(self, path: Path, worker: str, room: int = ROOM, size: int = SIZE) -> None:
        super().__init__(path, worker, room)
        self._size = self._left = size
        self._count = 0
        self._further: TextIOWrapper | None = None

    def _record(self, line: str) -> None:
        if self._left <= 0:
            self._open()
        self._left -= len(line)
        if self._further is None:
            super()._record(line)
        else:
            self._further.write(line)
            self._further.flush()

    def _open(self) -> None:
        """Let exchanges go to the next file."""
        if self._further is not None:
            self._further.close()
        self._count += 1
        path = self.path.with_name(f"{self.path.stem}.{self._count}{self.path.suffix}")
        self._further = path.open("a", encoding="utf-8", buffering=1 << 20)
        self._left = self._size

    def close(self) -> None:
        """Put everything on disk, and close."""
        if self._further is not None:
            self._further.close()
        super().close()


def further(path: Path) -> bool:
    """Whether a worker's file holds nothing but exchanges."""
    return _FURTHER.fullmatch(path.stem) is not None


def ordered(paths: Iterable[Path]) -> list[Path]:
    """Return the files of workers, those of one worker as they were written."""
    return sorted(paths, key=_place)


def _place(path: Path) -> tuple[str, int]:
    found = _FURTHER.fullmatch(path.stem)
    return (found[1], int(found[2])) if found else (path.stem, 0)
