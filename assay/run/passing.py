"""A temporary folder of a process: where that is killed, the next one takes the folder away.

Only a folder that Assay has marked is taken for one, and only when nobody holds it any more: the
system lets go of the lock with the process that has it.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from pathlib import Path

from assay.run.marks import MARK, Mark, hold, read_mark

PREFIX = "assay-"
_PASSING = "a temporary folder"


class Passing:
    """Such a folder, at `path`, from its making until `remove`. Raises OSError."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        sweep(self.path.parent)
        self._hold = hold(self.path)
        self._hold.write(Mark("", self.path.name, "", time.time(), kept=_PASSING))

    def remove(self) -> None:
        """Take the folder away."""
        self._hold.release()
        shutil.rmtree(self.path, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Take away what processes that were killed have left in a folder for temporary files."""
    for path in folder.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            _sweep(path)


def _sweep(path: Path) -> None:
    mark = None if path.is_symlink() or not (path / MARK).is_file() else read_mark(path)
    if mark is None or mark.kept != _PASSING or mark.folder != path.name:
        return
    own = hold(path)  # BlockingIOError, an OSError, while its owner lives
    try:
        shutil.rmtree(path)
    finally:
        own.release()
