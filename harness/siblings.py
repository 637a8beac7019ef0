"""What the other workers of a run were answered, where they write on this machine.

Each has every exchange on disk before it sends the next request: who sees an object that nobody
here has made can ask whether another worker made it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from harness.exchange import Exchange
from harness.records import read_exchange

Sizes = Mapping[Path, int]
_MOST = 64_000_000  # bytes of one file that are read for one answer


class Siblings:
    """The files beside a worker's own in the folder of a run; of no folder, there are none."""

    def __init__(self, folder: Path | None = None, own: str = "") -> None:
        self._folder = folder
        self._own = own

    def now(self) -> Sizes:
        """Return how much they have written, in bytes by file."""
        found = {}
        for path in self._files():
            with contextlib.suppress(OSError):
                found[path] = path.stat().st_size
        return found

    def naming(self, names: Collection[str], since: Sizes) -> Iterator[Exchange]:
        """Yield what they wrote since then in which one of these names stands."""
        sought = [name.encode() for name in names]
        for path in self._files():
            for line in _lines(path, since.get(path, 0)):
                if any(name in line for name in sought):
                    yield from _exchange(line)

    def _files(self) -> list[Path]:
        if self._folder is None:
            return []
        try:
            return sorted(
                path for path in self._folder.glob("*.ndjson")
                if path.name.split(".")[0] != self._own
            )  # fmt: skip
        except OSError:
            return []


def _lines(path: Path, start: int) -> list[bytes]:
    """Return the whole lines of a file from a place on; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(_MOST).split(b"\n")[:-1]
    except OSError:
        return []


def _exchange(line: bytes) -> Iterator[Exchange]:
    with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError):
        record = json.loads(line)
        if record.pop("kind") == "exchange":
            yield read_exchange(record)
